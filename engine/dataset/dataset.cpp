#include "engine/dataset/dataset.h"

namespace boussole::engine {

const char* to_string(Presence presence) {
  switch (presence) {
    case Presence::full: return "full";
    case Presence::partial: return "partial";
    case Presence::aggregate: return "aggregate";
    case Presence::absent: return "absent";
    case Presence::hidden: return "hidden";
  }
  return "absent";
}

}  // namespace boussole::engine
