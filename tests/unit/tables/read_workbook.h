#pragma once

#include <catch2/catch.hpp>

#include "tests/unit/platforms/support.h"
#include "tests/unit/sheets/workbook_fixture.h"

namespace boussole::connectors::test {

/// What is read of a workbook with these sheets; the test fails where nothing is.
inline Reading read_workbook(const WorkbookText& text) {
  const Scratch scratch;
  const std::string path = write_workbook(scratch, "export.xlsx", text);
  auto reading = read_dataset(std::vector<std::string>{path}, {});
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

}  // namespace boussole::connectors::test
