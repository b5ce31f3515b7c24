#include "engine/base/error.h"

#include <string_view>

namespace boussole {
namespace {

/// Whether a sentence has its end: what goes wrong is often said in a few words without one.
bool ended(const std::string& sentence) {
  return sentence.empty() || sentence.ends_with("…") ||
         std::string_view(".!?:").find(sentence.back()) != std::string_view::npos;
}

}  // namespace

std::string Error::in(Language language) const {
  std::string out = file;
  if (line) out += ":" + std::to_string(*line);
  if (line && column) out += ":" + std::to_string(*column);
  if (!place.empty()) out += (out.empty() ? "" : ": ") + place;
  if (!out.empty()) out += ": ";
  out += what.in(language);
  if (!remedy.empty()) out += (ended(out) ? " " : ". ") + remedy.in(language);
  return out;
}

}  // namespace boussole
