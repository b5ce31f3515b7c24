#pragma once

#include "engine/findings.h"
#include "reports/html/sections.h"

/// The sections about people, opinions and budgets. Each writes itself whole, or nothing when it has nothing to say.
namespace boussole::reports::html {

void write_people(Page& page, const View& view);
void write_opinions(Page& page, const View& view);
void write_budgets(Page& page, const View& view);

/// What is to be known of a figure, in small.
void write_notes(Page& page, const View& view, const std::vector<Message>& notes);

}  // namespace boussole::reports::html
