import ArgumentParser
import Foundation
import ReviewModel

/// Lists, shows and checks rubrics.
struct RubricCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rubric", abstract: "List, show and check rubrics.", subcommands: [List.self, Show.self, Check.self],
        defaultSubcommand: List.self)

    /// The rubric of a name, or of a file where the argument is a path to one.
    static func rubric(_ argument: String, in catalogue: RubricCatalogue) throws -> Rubric {
        if let rubric = catalogue[argument] { return rubric }
        let isPath = argument.contains("/") || argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
        guard isPath else { throw ValidationError(catalogue.objection(to: argument) + " A file is named with its ending, .yaml.") }
        do {
            return try RubricFile(path: argument).rubric
        } catch let error as RubricFile.Rejected {
            throw ValidationError(error.description)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rubrics that reviews can name.")

        @Option(help: "A YAML file with settings; its rubrics.folder may hold more rubrics.")
        var config: String?

        func run() async throws {
            let rubrics = try await Settings.load(file: config).rubrics.rubrics
            let width = rubrics.map(\.name.count).max() ?? 0
            for rubric in rubrics {
                print("\(rubric.name.padding(toLength: width + 2, withPad: " ", startingAt: 0))\(rubric.summary)")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a rubric as YAML, every setting included: a file of one's own can begin from it.")

        @Argument(help: "A rubric's name, or a YAML file.")
        var rubric: String

        @Option(help: "A YAML file with settings; its rubrics.folder may hold more rubrics.")
        var config: String?

        func run() async throws {
            let catalogue = try await Settings.load(file: config).rubrics
            print(RubricText(rubric: try RubricCommand.rubric(rubric, in: catalogue)).yaml, terminator: "")
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Check a rubric's YAML file, and name every mistake with its line.")

        @Argument(help: "The YAML file.")
        var file: String

        func run() throws {
            do {
                let rubric = try RubricFile(path: file).rubric
                print("\(file): the rubric '\(rubric.name)' is fine.")
            } catch let error as RubricFile.Rejected {
                Diagnostics.say(error.description)
                throw ExitStatus.usage
            }
        }
    }
}
