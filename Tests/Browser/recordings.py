"""Recordings to upload, made by ffmpeg."""

import subprocess
from pathlib import Path


def short(path: Path) -> Path:
    """Eight seconds of a moving picture that is black from 3 to 6: something to find, and to seek to."""
    _make(path, "testsrc2=size=640x360:rate=25:duration=8", "drawbox=color=black:t=fill:enable='between(t,3,5.96)'", "600k")
    return path


def large(path: Path) -> Path:
    """About 20 MB, so that an upload has several pieces."""
    _make(path, "testsrc2=size=1280x720:rate=25:duration=20", "noise=alls=60:allf=t", "8M")
    return path


def _make(path: Path, source: str, effect: str, rate: str) -> None:
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000", "-shortest",
         "-vf", effect, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-b:v", rate, "-minrate", rate, "-maxrate", rate,
         "-bufsize", "1M", "-c:a", "aac", "-movflags", "+faststart", path], check=True)
