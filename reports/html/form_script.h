#pragma once

namespace boussole::reports::html {

/// The script of the questionnaire's page: inline, no network, no library.
const char* form_script();

}  // namespace boussole::reports::html
