#include "connectors/sheets/parts.h"

#include <charconv>

namespace boussole::connectors::sheets {

namespace {

int number(std::string_view text, int otherwise) {
  int out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size() ? out : otherwise;
}

bool truth(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

}  // namespace

void WorkbookPart::start(std::string_view name, const Attributes& attributes) {
  if (name == "workbookPr") from_1904 = truth(attributes["date1904"]);
  if (name != "sheet") return;
  const std::string_view state = attributes["state"];
  sheets.push_back(
      {std::string(attributes["name"]), std::string(attributes["id"]), state == "hidden" || state == "veryHidden"});
}

void RelationsPart::start(std::string_view name, const Attributes& attributes) {
  if (name != "Relationship" || attributes["TargetMode"] == "External") return;
  std::string_view target = attributes["Target"];
  if (target.starts_with('/')) {
    target.remove_prefix(1);
    targets[std::string(attributes["Id"])] = std::string(target);
  } else {
    targets[std::string(attributes["Id"])] = "xl/" + std::string(target);
  }
}

void StylesPart::start(std::string_view name, const Attributes& attributes) {
  if (name == "numFmt") formats_[number(attributes["numFmtId"], -1)] = kind_of_format(attributes["formatCode"]);
  if (name == "cellXfs") in_cells_ = true;
  if (name != "xf" || !in_cells_) return;
  const int id = number(attributes["numFmtId"], 0);
  const auto known = formats_.find(id);
  styles.push_back(known != formats_.end() ? known->second : kind_of_builtin(id));
}

void StylesPart::end(std::string_view name) {
  if (name == "cellXfs") in_cells_ = false;
}

void TextsPart::start(std::string_view name, const Attributes&) {
  if (name == "si") now_.clear();
  if (name == "rPh") ++guides_;
  in_text_ = name == "t" && guides_ == 0;
}

void TextsPart::end(std::string_view name) {
  in_text_ = false;
  if (name == "rPh") --guides_;
  if (name != "si") return;
  into_.add(without_escapes(now_, scratch_));
  if (into_.bytes() <= most_) return;
  failed_ = true;
  const std::string megabytes = std::to_string(most_ >> 20);
  error_ = bad_workbook(file_, {"les textes du classeur dépassent " + megabytes + " Mo",
                                "the texts of the workbook are larger than " + megabytes + " MB"});
  error_.remedy = {"Enregistrez chaque feuille en CSV : le CSV se lit sans être gardé en mémoire.",
                   "Save each sheet as CSV: CSV is read without being held in memory."};
}

void TextsPart::text(std::string_view piece) {
  if (in_text_) now_ += piece;
}

}  // namespace boussole::connectors::sheets
