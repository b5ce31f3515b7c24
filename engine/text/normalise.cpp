#include "engine/text/normalise.h"

#include "engine/text/walker.h"

namespace boussole::engine::text {

Normal normalise_scalar(std::string_view raw, NormalRules rules, Byte* out) {
  Walker walker(raw, rules, out);
  while (!walker.done()) walker.step();
  return walker.result();
}

bool has_avx2() {
#if defined(__x86_64__)
  static const bool has =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  return has;
#else
  return false;
#endif
}

Normal normalise(std::string_view raw, NormalRules rules, Byte* out) {
  return has_avx2() ? normalise_avx2(raw, rules, out) : normalise_scalar(raw, rules, out);
}

#if !defined(__x86_64__)
Normal normalise_avx2(std::string_view raw, NormalRules rules, Byte* out) { return normalise_scalar(raw, rules, out); }
#endif

}  // namespace boussole::engine::text
