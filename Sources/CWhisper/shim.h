// whisper.cpp's C interface, built into .deps/whisper by scripts/build-whisper.sh and found as `lectern-whisper`.
#include <whisper.h>
