#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/audit.h"

/// Two audits of one platform that are both published: what their difference says of a few people.
namespace boussole::engine {

/// A class of people whose number moved by fewer than the smallest cell from one audit to the other: subtracting the
/// two tells that so few people of this class came, or went.
struct DisclosedClass {
  std::string variable, scope, measure;  ///< of the composition
  Text variable_name, class_name;
  std::string class_id;
  std::int64_t before = 0, now = 0;
};

/// Classes published in both, held in a ledger of what was published (statistics/publication_ledger.h): the people who
/// are in both audits, and those who came or went, are the groups that no total may give away. Those who left and came
/// at once are not seen: the true numbers may be larger, never safer. Totals of all who took part are not classes: that
/// two more people came says nothing of who they are.
std::vector<DisclosedClass> differencing(const Audit& earlier, const Audit& audit);

/// What to do about them: for the terminal. `number` is that of the earlier audit in the workspace.
Message differencing_warning(const std::vector<DisclosedClass>& classes, const std::string& number,
                             std::int64_t smallest);

}  // namespace boussole::engine
