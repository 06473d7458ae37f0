import CLibAV
import Detection

/// Turns what meters look at as a player turns it, so that all they measure lies where learners see it.
final class PlaneTurner {
    private let rotation: Rotation
    /// One for each plane: luma, blue, red.
    private var buffers: [[UInt16]] = [[], [], []]
    private var pixels: [UInt8] = []

    /// Rows that are turned together: they stay in the processor's nearest cache.
    private static let block = 32

    /// Nil where there is nothing to turn.
    init?(_ rotation: Rotation) {
        guard rotation != .none else { return nil }
        self.rotation = rotation
    }

    func turn(_ copy: inout LumaCopy) {
        if pixels.count != copy.pixels.count { pixels = Array(repeating: 0, count: copy.pixels.count) }
        copy.pixels.withUnsafeBufferPointer { source in
            pixels.withUnsafeMutableBufferPointer { target in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                turn(source, stride: copy.width, width: copy.width, height: copy.height, into: target)
            }
        }
        swap(&copy.pixels, &pixels)
        if rotation.swapsSides { swap(&copy.width, &copy.height) }
    }

    /// Copies, good until the next call.
    func turn(_ planes: PicturePlanes) -> PicturePlanes {
        PicturePlanes(luma: turn(planes.luma, 0), blue: planes.blue.map { turn($0, 1) }, red: planes.red.map { turn($0, 2) })
    }

    private func turn(_ plane: Plane, _ index: Int) -> Plane {
        let bytes = plane.shift == nil ? 1 : 2
        let (width, height) = rotation.swapsSides ? (plane.height, plane.width) : (plane.width, plane.height)
        // Words, so that samples of either size lie well.
        let needed = (width * height * bytes + 1) / 2
        if buffers[index].count != needed { buffers[index] = Array(repeating: 0, count: needed) }
        // The array is kept and not changed before the next call; its memory stays where it is.
        let base = buffers[index].withUnsafeMutableBytes { target -> UnsafeRawPointer? in
            guard let base = target.baseAddress else { return nil }
            if bytes == 1 {
                turn(
                    plane.base.assumingMemoryBound(to: UInt8.self), stride: plane.stride, width: plane.width, height: plane.height,
                    into: base.assumingMemoryBound(to: UInt8.self))
            } else {
                turn(
                    plane.base.assumingMemoryBound(to: UInt16.self), stride: plane.stride / 2, width: plane.width, height: plane.height,
                    into: base.assumingMemoryBound(to: UInt16.self))
            }
            return UnsafeRawPointer(base)
        }
        return Plane(base: base ?? plane.base, stride: width * bytes, width: width, height: height, shift: plane.shift)
    }

    @inline(__always)
    private func turn<Sample>(
        _ source: UnsafePointer<Sample>, stride: Int, width: Int, height: Int, into target: UnsafeMutablePointer<Sample>
    ) {
        for first in Swift.stride(from: 0, to: height, by: Self.block) {
            let rows = first..<min(first + Self.block, height)
            switch rotation {
            case .none, .half:
                for y in rows { for x in 0..<width { target[(height - 1 - y) * width + width - 1 - x] = source[y * stride + x] } }
            case .right:
                for x in 0..<width { for y in rows { target[x * height + height - 1 - y] = source[y * stride + x] } }
            case .left:
                for x in 0..<width { for y in rows { target[(width - 1 - x) * height + y] = source[y * stride + x] } }
            }
        }
    }
}
