// Headers are compiled for a source, and this is theirs.
