import ArgumentParser

/// What a run may use. The kernel holds the process to it: a hostile recording ends this process, nothing else.
struct Limits: ParsableArguments {
    @Option(help: "Address space, bytes.")
    var memoryLimit: UInt64 = 2 << 30

    @Option(help: "Processor time, seconds.")
    var cpuLimit: UInt64 = 7200

    @Option(help: "Size of a written file, bytes.")
    var outputLimit: UInt64 = 64 << 20
}
