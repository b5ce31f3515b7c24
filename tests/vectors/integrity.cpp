#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"
namespace boussole::vectors {
std::span<const Method> integrity_methods() { return {}; }
}  // namespace boussole::vectors
