internal import Hummingbird
internal import Ingest
internal import Logging
internal import Storage

/// Answers every error with a problem document, and keeps what is internal in the log.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return problem.response()
        } catch let refusal as UploadRefusal {
            return Problem(refusal).response()
        } catch let error as StorageError {
            context.logger.error("Storage failed.", metadata: ["cause": "\(error)", "path": "\(request.uri.path)"])
            return problem(for: error).response()
        } catch let error as any HTTPResponseError {
            return problem(for: error, request).response()
        } catch {
            context.logger.error("The request failed.", metadata: ["cause": "\(error)", "path": "\(request.uri.path)"])
            return Problem.inward.response()
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
