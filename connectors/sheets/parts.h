#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/sheets/workbook.h"
#include "connectors/sheets/xml.h"

/// The small parts of a workbook.
namespace boussole::connectors::sheets {

/// xl/workbook.xml: the sheets and the first day.
class WorkbookPart final : public XmlHandler {
 public:
  struct Named {
    std::string name, relation;
    bool hidden = false;
  };
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view) override {}

  std::vector<Named> sheets;
  bool from_1904 = false;
};

/// xl/_rels/workbook.xml.rels: where the sheets stand.
class RelationsPart final : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view) override {}

  std::map<std::string, std::string> targets;
};

/// xl/styles.xml: which cells show dates.
class StylesPart final : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;

  std::vector<NumberKind> styles;

 private:
  std::map<int, NumberKind> formats_;
  bool in_cells_ = false;
};

/// xl/sharedStrings.xml. Pronunciation guides are no part of the text.
class TextsPart final : public XmlHandler {
 public:
  TextsPart(std::string file, SharedTexts& into, std::uint64_t most)
      : file_(std::move(file)), into_(into), most_(most) {}
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  const Error* failure() const override { return failed_ ? &error_ : nullptr; }

 private:
  std::string file_;
  SharedTexts& into_;
  std::uint64_t most_;
  std::string now_, scratch_;
  bool in_text_ = false, failed_ = false;
  int guides_ = 0;
  Error error_;
};

}  // namespace boussole::connectors::sheets
