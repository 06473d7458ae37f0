# Finds a Python that can make an environment. Source it; it runs nothing.

# find_python -> the path of a Python 3.9+ that has venv and its own pip; fails if there is none
find_python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2> /dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}
