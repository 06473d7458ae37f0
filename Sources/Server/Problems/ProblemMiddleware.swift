internal import Hummingbird
internal import Ingest
internal import Logging
internal import Storage

/// Answers every error with a problem document, or to people with a page, and keeps what is internal in the log.
struct ProblemMiddleware: RouterMiddleware {
    let routes: RouteTable
    let pages: ProblemPages

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var problem = problem(for: error, request, context)
            if TusRoutes.speaks(request) { problem.headers[.tusResumable] = TusRoutes.version }
            // What is left of the body is read to its end, so that clients see the answer that send everything first; but not for ever.
            if Self.hasLargeBody(request) { context.endConnection() }
            return pages.response(to: problem, request, context) ?? problem.response(to: request)
        }
    }

    /// Whether what may be left of a body could take long to read to its end.
    private static func hasLargeBody(_ request: Request) -> Bool {
        if let length = request.headers[.contentLength].flatMap({ Int64($0) }) { return length > 1 << 20 }
        return request.headers[.transferEncoding] != nil
    }

    private func problem(for error: any Error, _ request: Request, _ context: APIContext) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as UploadRefusal: return Problem(refusal)
        case let refusal as FetchRefusal: return Problem.notFetched(refusal)
        case let error as StorageError:
            context.logger.error("Storage failed.", metadata: ["cause": "\(error)", "path": "\(request.uri.path)"])
            return problem(for: error)
        case let error as any HTTPResponseError: return problem(for: error, request)
        default:
            context.logger.error("The request failed.", metadata: ["cause": "\(error)", "path": "\(request.uri.path)"])
            return .inward
        }
    }

    private func problem(for error: StorageError) -> Problem {
        switch error.code {
        case .full: .noRoom
        case .corrupt, .constraint, .tooNew: .inward
        default:
            Problem(
                .serviceUnavailable, "storage", title: "Storage is out of reach", detail: "Nothing was changed. Try again in a moment.",
                headers: [.retryAfter: "5"])
        }
    }

    /// The framework's own refusals: an unknown path, or a body that is too large or does not parse.
    private func problem(for error: any HTTPResponseError, _ request: Request) -> Problem {
        let detail = (error as? HTTPError)?.body
        switch error.status {
        case .notFound:
            let methods = routes.methods(at: request.uri.path)
            guard methods.isEmpty || methods.contains(request.method.rawValue) else { return .methodNotAllowed(methods) }
            return Problem(.notFound, "not-found", title: "Not found", detail: detail ?? "There is nothing at \(request.uri.path).")
        case .contentTooLarge:
            return Problem(.contentTooLarge, "body-too-large", title: "The request is too large", detail: detail ?? "Send less at once.")
        default:
            return Problem(
                error.status, "bad-request", title: error.status.reasonPhrase, detail: detail ?? "The request cannot be understood.",
                headers: (error as? HTTPError)?.headers ?? [:])
        }
    }
}

extension Problem {
    fileprivate static func methodNotAllowed(_ methods: [String]) -> Problem {
        let known = Set(methods).sorted().joined(separator: ", ")
        return Problem(
            .methodNotAllowed, "method", title: "Not this way", detail: "This address takes \(known).", headers: [.allow: known])
    }
}
