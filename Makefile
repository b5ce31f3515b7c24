# Shortcuts only; the scripts do the work and need no make.
.PHONY: audit test ci
audit: ; script/audit
test: ; script/test
ci: ; .ci/run
