internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// A form of a browser with a file in it, streamed.
struct FormRoutes {
    let desk: UploadDesk

    /// Whether a request is such a form.
    static func speaks(_ request: Request) -> Bool { MultipartParser.boundary(of: request.headers[.contentType]) != nil }

    func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await take(request, context)
        return Response(
            status: .accepted,
            headers: [.contentType: "application/json", .location: ReviewStatus.path(entry.review.id)],
            body: ResponseBody(byteBuffer: entry.body))
    }

    /// Takes the recording in, and gives its review.
    func take(_ request: Request, _ context: APIContext) async throws -> ReviewBoard.Entry {
        guard let boundary = MultipartParser.boundary(of: request.headers[.contentType]) else { throw Problem.malformedForm("It has no boundary.") }
        context.welcomeBody(of: request)
        let form = FormBody(request.body, boundary: boundary)
        let (fields, fileName) = try await form.fields()
        guard let fileName else { throw Problem.malformedForm("It has no file.") }
        let arrival = Arrival(way: .form, fileName: FileName.clean(fileName), sender: context.principal.name)
        // A browser does not say how long the file is.
        let upload = try await desk.engine.create(
            NewUpload(purpose: try await desk.purpose(fields, for: context.principal), arrival: arrival, length: nil))
        do {
            let complete = try await desk.engine.append(FormFile(form: form), to: upload.id, at: 0, size: nil, completes: true)
            guard let entry = try await desk.settle(complete) else { throw Problem.inward }
            return entry
        } catch {
            // Nobody knows where this one could be gone on with.
            try? await desk.engine.terminate(upload.id)
            if await form.goesOn { throw Problem.malformedForm("It goes on after the file.") }
            throw error
        }
    }
}
