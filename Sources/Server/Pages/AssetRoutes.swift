internal import HTTPTypes
internal import Hummingbird

/// Hands the scripts and styles out. Under the edition's address a browser keeps them for good.
struct AssetRoutes {
    let assets: PageAssets

    func add(to routes: inout RouteTable) {
        routes.get("assets/{name}", nil, show)
        routes.get("assets/{edition}/{name}", nil, show)
    }

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let asset = assets[try context.parameters.require("name")] else { throw HTTPError(.notFound) }
        let isLasting = context.parameters.get("edition") == assets.edition
        let headers: HTTPFields = [
            .contentType: asset.contentType, .eTag: asset.entityTag,
            .cacheControl: isLasting ? "public, max-age=31536000, immutable" : "public, no-cache",
        ]
        if EntityTag.isKnown(asset.entityTag, to: request) { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.body))
    }
}
