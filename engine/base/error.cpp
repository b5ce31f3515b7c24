#include "engine/base/error.h"

namespace boussole {

std::string Error::in(Language language) const {
  std::string out = file;
  if (line) out += ":" + std::to_string(*line);
  if (line && column) out += ":" + std::to_string(*column);
  if (!place.empty()) out += (out.empty() ? "" : ": ") + place;
  if (!out.empty()) out += ": ";
  out += what.in(language);
  if (!remedy.empty()) out += " " + remedy.in(language);
  return out;
}

}  // namespace boussole
