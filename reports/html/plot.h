#pragma once

#include "reports/document.h"
#include "reports/html/page.h"

namespace boussole::reports::html {

/// One SVG image named by its caption; points beyond the limits carry their name and differ by shape, not by colour.
void write_plot(Page& page, const Plot& plot);

}  // namespace boussole::reports::html
