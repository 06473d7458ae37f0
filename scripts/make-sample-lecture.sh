#!/usr/bin/env bash
# Makes a lecture of 92 s with known faults, from slides drawn here and real recordings, for the demonstration and the tests.
# Beside it goes NAME.truth.json, which says where each fault, slide and passage of speech is.
#
# usage: make-sample-lecture.sh [OUTPUT.mp4]     (default: .deps/media/sample-lecture.mp4)
#
# Picture (1280x720, 25 frames/s; every time below is a multiple of 1/25 s)
#    0- 6 title, light             38-54 slide, dark, nothing moving
#    6-20 outline, light, camera   54-70 diagram, light, camera
#   20-34 clip, full screen        70-82 example, light, camera
#   34-38 clip, full screen        82-92 closing, dark, camera
# Faults
#   26-30 frozen: the full-screen clip stands still while the talk goes on. The picture of 25.96 is held; 30.00 moves again
#   33.52-36.52 clipping (and so a true peak over the limit): the gain is 18 dB too high and the waveform is cut flat
#   42-49 silence on both channels over a static slide, as when a microphone is muted: also a long pause
#   60-63 black picture while the talk goes on
#   70-84 the right channel is dead: also a silence of that channel
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/slides.sh"

OUTPUT=${1:-$MEDIA/sample-lecture.mp4}
TRUTH=${OUTPUT%.*}.truth.json
DURATION=92

# The passages of speech: recording, start in the lecture, first second used, seconds used, gain in dB to about -20 LUFS.
SPEECH=(
    "two_cities.wav         0.60  0.00  42.90  12.7"
    "beckett.wav           43.80  0.00   9.96   7.4"
    "jfk.wav               54.30  0.00  11.00  -7.6"
    "endgame_nagg_nell.wav 65.80  0.00  25.40  -6.8"
)

draw_slides() {
    title_slide
    outline_slide
    dark_slide
    diagram_slide
    example_slide
    closing_slide
}

# Filters are switched by the block; blocks of 480 samples put every edge on its exact sample (all are whole 1/100 s).
# Passages set in place over a faint room tone, then the faults of sound. The limiter keeps the good parts under -3 dBFS.
render_sound() {
    local inputs=() chains='' labels='' i=0 file start from length gain
    for passage in "${SPEECH[@]}"; do
        read -r file start from length gain <<< "$passage"
        inputs+=(-i "$MEDIA/$file")
        chains+="[$i]atrim=$from:$(sum_of "$from" "$length"),asetpts=PTS-STARTPTS,aresample=48000,aformat=channel_layouts=mono,"
        chains+="volume=${gain}dB,afade=t=in:d=0.02,areverse,afade=t=in:d=0.1,areverse,adelay=${start/./}0:all=1[s$i];"
        labels+="[s$i]"
        i=$(( i + 1 ))
    done
    chains+="anoisesrc=c=pink:r=48000:a=0.002:seed=11:d=$DURATION[room];"
    ffmpeg -v error -y "${inputs[@]}" -filter_complex "$chains
        ${labels}[room]amix=inputs=$(( i + 1 )):duration=longest:normalize=0,apad=whole_dur=$DURATION,atrim=0:$DURATION,
        alimiter=limit=0.7:attack=5:release=80:level=0,
        asetnsamples=n=480:p=0,
        volume=18dB:precision=float:enable='gte(t,33.52)*lt(t,36.52)',
        volume=0:enable='gte(t,42)*lt(t,49)',
        aformat=sample_fmts=s16,asplit[left][right];
        [right]volume=0:enable='gte(t,70)*lt(t,84)'[right_dead];
        [left][right_dead]join=inputs=2:channel_layout=stereo:map=0.0-FL|1.0-FR[out]" \
        -map '[out]' -c:a pcm_s16le "$WORKSPACE/sound.wav"
}

sum_of() { awk -v a="$1" -v b="$2" 'BEGIN { print a + b }'; }

# hold SECONDS -> filters that show one picture for so long
hold() { printf 'format=yuv420p,setsar=1,loop=loop=-1:size=1,trim=end_frame=%d,setpts=N/25/TB' $(( $1 * 25 )); }

# The camera inset plays forwards and backwards, so that it never jumps and never stands still.
render() {
    local fill='scale=1280:720:force_original_aspect_ratio=increase:flags=lanczos,crop=1280:720,setsar=1,format=yuv420p'
    ffmpeg -v error -y \
        -i "$WORKSPACE/title.png" -i "$WORKSPACE/outline.png" -i "$MEDIA/bikes.mp4" -i "$MEDIA/bigbuckbunny.mp4" \
        -i "$WORKSPACE/dark.png" -i "$WORKSPACE/diagram.png" -i "$WORKSPACE/example.png" -i "$WORKSPACE/closing.png" \
        -i "$MEDIA/carphone_pristine.mp4" -i "$WORKSPACE/sound.wav" \
        -filter_complex "
        [0]$(hold 6)[title]; [1]$(hold 14)[outline]; [4]$(hold 16)[dark];
        [5]$(hold 16)[diagram]; [6]$(hold 12)[example]; [7]$(hold 10)[closing];
        [2]$fill,fps=25,trim=end_frame=250,loop=loop=100:size=1:start=150,setpts=N/25/TB,trim=end_frame=350[clip1];
        [3]$fill,fps=25,trim=end_frame=100,setpts=N/25/TB[clip2];
        [title][outline][clip1][clip2][dark][diagram][example][closing]concat=n=8[slides];
        [8]fps=25,scale=320:240:flags=lanczos,setsar=1,pad=328:248:4:4:0x8a93a0,split[forth][turn];
        [turn]reverse[back]; [forth][back]concat=n=2,loop=loop=-1:size=200,setpts=N/25/TB[camera];
        [slides][camera]overlay=x=916:y=436:shortest=1:enable='gte(t,6)*lt(t,20)+gte(t,54)',
        drawbox=c=black:t=fill:enable='gte(t,60)*lt(t,63)',format=yuv420p[picture]" \
        -map '[picture]' -map 9:a -t "$DURATION" -r 25 \
        -c:v libx264 -preset veryfast -crf 20 -g 125 -threads 2 -pix_fmt yuv420p \
        -color_primaries bt709 -color_trc bt709 -colorspace bt709 \
        -c:a aac -b:a 256k -ar 48000 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
        -movflags +faststart -metadata title="Reading aloud" "$WORKSPACE/lecture.mp4"
}

write_truth() {
    local passage file start from length gain separator=''
    cat << END
{
  "file": "$(basename "$OUTPUT")", "duration": $DURATION, "width": 1280, "height": 720, "frameRate": 25,
  "faults": [
    {"code": "video.frozen", "start": 26, "end": 30, "note": "the picture shown at 25.96 is held until 30.00"},
    {"code": "audio.clipping", "start": 33.52, "end": 36.52, "channels": ["left", "right"]},
    {"code": "audio.truepeak", "start": 33.52, "end": 36.52, "note": "follows from the clipping"},
    {"code": "audio.silence", "start": 42, "end": 49, "channels": ["left", "right"]},
    {"code": "speech.pause.long", "start": 42, "end": 49, "note": "follows from the silence; nothing moves either"},
    {"code": "video.black", "start": 60, "end": 63},
    {"code": "audio.channel.dead", "start": 70, "end": 84, "channels": ["right"]},
    {"code": "audio.silence", "start": 70, "end": 84, "channels": ["right"], "note": "follows from the dead channel"}
  ],
  "slides": [
    {"start": 0, "end": 6, "theme": "light", "camera": false, "title": "Reading aloud"},
    {"start": 6, "end": 20, "theme": "light", "camera": true, "title": "What we listen for"},
    {"start": 38, "end": 54, "theme": "dark", "camera": false, "title": "Silence"},
    {"start": 54, "end": 70, "theme": "light", "camera": true, "title": "From page to listener"},
    {"start": 70, "end": 82, "theme": "light", "camera": true, "title": "An example in dialogue"},
    {"start": 82, "end": 92, "theme": "dark", "camera": true, "title": "For next week"}
  ],
  "clips": [
    {"start": 20, "end": 34, "source": "bikes.mp4", "cuts": [21.24, 23.08, 25.52, 31.52, 33.72]},
    {"start": 34, "end": 38, "source": "bigbuckbunny.mp4", "cuts": []}
  ],
  "inset": {"x": 920, "y": 440, "width": 320, "height": 240},
  "speech": [
END
    for passage in "${SPEECH[@]}"; do
        read -r file start from length gain <<< "$passage"
        printf '%s    {"start": %s, "end": %s, "source": "%s"}' "$separator" "$start" "$(sum_of "$start" "$length")" "$file"
        separator=$',\n'
    done
    printf '\n  ]\n}\n'
}

inputs=$(fingerprint "${BASH_SOURCE[0]}" "$SCRIPTS/lib/slides.sh" "$SCRIPTS/lib/media-files.txt" -- "$OUTPUT")
step=sample-$(basename "$OUTPUT")
if is_done "$step" "$inputs" "$OUTPUT" "$TRUTH"; then exit 0; fi
take_lock
make_workspace
mark_undone "$step"
[[ -f $MEDIA/jfk.wav ]] || "$SCRIPTS/build-whisper.sh"
"$SCRIPTS/fetch-media.sh" sample

note "drawing the slides"
draw_slides
note "mixing the sound"
render_sound
note "encoding $DURATION s of picture and sound"
render
mkdir -p "$(dirname "$OUTPUT")"
write_truth > "$WORKSPACE/truth.json"
mv "$WORKSPACE/truth.json" "$TRUTH"
mv "$WORKSPACE/lecture.mp4" "$OUTPUT"
mark_done "$step" "$inputs"
