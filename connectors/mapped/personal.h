#pragma once

#include <string_view>

namespace boussole::connectors::mapped {

/// Whether a header names something that says who a person is, in French or English: a name, an e-mail, a telephone
/// number, an address, an IP, a full date of birth, an account of a social network.
bool looks_personal(std::string_view header);

}  // namespace boussole::connectors::mapped
