#!/usr/bin/env bash
# Makes the recording that `make bench` measures: 300 s of 1080p at 30 frames/s with H.264 and AAC, half slides, half camera.
#
# usage: make-bench-lecture.sh [OUTPUT.mp4]      (default: .deps/media/bench-lecture.mp4)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/slides.sh"

OUTPUT=${1:-$MEDIA/bench-lecture.mp4}

# piece NAME SECONDS FRAME_FILTER INPUT -> WORKSPACE/NAME.mp4, a piece of picture alone
piece() {
    ffmpeg -v error -y -i "$4" -an \
        -vf "scale=1920:1080:force_original_aspect_ratio=increase,crop=1920:1080,setsar=1,format=yuv420p,$3" \
        -frames:v $(( $2 * 30 )) -r 30 -c:v libx264 -preset veryfast -crf 21 -g 150 -threads 2 \
        -fflags +bitexact -flags:v +bitexact "$WORKSPACE/$1.mp4"
}

# play TIMES NAME -> lines of ffmpeg's concat list
play() { for (( n = 0; n < $1; n++ )); do printf "file '%s.mp4'\n" "$2"; done; }

# Each piece is encoded once and played as often as needed: a repeated picture costs the decoder as much as a new one.
render() {
    local slide='loop=loop=-1:size=1,setpts=N/30/TB'
    piece part1 10 "$slide" "$WORKSPACE/title.png"
    piece part2 10 fps=30 "$MEDIA/bikes.mp4"
    piece part3 10 "$slide" "$WORKSPACE/diagram.png"
    piece part4 5 fps=30 "$MEDIA/bigbuckbunny.mp4"
    piece part5 10 "$slide" "$WORKSPACE/dark.png"
    # A minute of three slides and three camera pieces, five times over.
    for (( minute = 0; minute < 5; minute++ )); do
        play 1 part1; play 1 part2; play 1 part3; play 2 part4; play 1 part5; play 1 part2
    done > "$WORKSPACE/pieces.txt"
    ffmpeg -v error -y -f concat -i "$WORKSPACE/pieces.txt" -stream_loop -1 -i "$MEDIA/two_cities.wav" \
        -map 0:v -map 1:a -t 300 -c:v copy -af volume=12dB -ac 2 -ar 48000 -c:a aac -b:a 160k \
        -fflags +bitexact -flags:a +bitexact -movflags +faststart "$WORKSPACE/bench.mp4"
}

inputs=$(fingerprint "${BASH_SOURCE[0]}" "$SCRIPTS/lib/slides.sh" "$SCRIPTS/lib/media-files.txt" -- "$OUTPUT")
step=bench-$(basename "$OUTPUT")
if is_done "$step" "$inputs" "$OUTPUT"; then exit 0; fi
take_lock
make_workspace
mark_undone "$step"
"$SCRIPTS/fetch-media.sh" sample

note "making the benchmark's recording, 300 s of 1080p (about a minute)"
title_slide
diagram_slide
dark_slide
render
mkdir -p "$(dirname "$OUTPUT")"
mv "$WORKSPACE/bench.mp4" "$OUTPUT"
mark_done "$step" "$inputs"
