import ArgumentParser
import ReviewModel

/// Queues as an argument: all, none, or names separated by commas.
struct QueueList: ExpressibleByArgument {
    var stages: [Stage]

    static let all = QueueList(stages: Stage.allCases)

    private init(stages: [Stage]) {
        self.stages = stages
    }

    init?(argument: String) {
        switch argument {
        case "all": stages = Stage.allCases
        case "none": stages = []
        default:
            let named = argument.split(separator: ",").map { Stage(rawValue: String($0)) }
            guard !named.isEmpty, !named.contains(nil) else { return nil }
            stages = named.compactMap(\.self)
        }
    }

    var defaultValueDescription: String {
        stages.count == Stage.allCases.count ? "all" : stages.map(\.rawValue).joined(separator: ",")
    }
}

extension Stage: ExpressibleByArgument {}
