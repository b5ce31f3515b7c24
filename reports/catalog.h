#pragma once

#include <span>
#include <string>
#include <string_view>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"

/// The formats a report can be written in: one line each.
namespace boussole::reports {

struct Format {
  std::string_view id;         ///< what --format takes
  std::string_view file_name;  ///< what the command line writes it to, inside the directory asked for
  Text description;
  std::string (*write)(const engine::Audit&, const criteria::CriteriaSet&, const Options&);
  std::string_view beside{};  ///< id of the format that this one is written beside, whenever that one is asked for

  std::string_view extension() const { return file_name.substr(file_name.rfind('.') + 1); }
};

std::span<const Format> formats();

/// nullptr for an unknown id.
const Format* find_format(std::string_view id);

}  // namespace boussole::reports
