#include <algorithm>

#include "criteria/problems.h"
#include "criteria/read.h"

namespace boussole::criteria {
namespace {

Text text_of(const json::Value& value) { return {string_at(value, "fr"), string_at(value, "en")}; }

Norm norm_of(const json::Value& value) {
  if (const json::Value* posts = value.find("goalposts"))
    return Goalposts{number_at(*posts, "zero_at"), number_at(*posts, "one_at")};
  if (const json::Value* band = value.find("band"))
    return Band{number_at(*band, "zero_below"), number_at(*band, "one_from"), number_at(*band, "one_to"),
                number_at(*band, "zero_above")};
  Ladder ladder;
  for (const json::Value& step : array_at(value, "ladder"))
    ladder.steps.push_back({number_at(step, "value"), text_at(step, "text")});
  return ladder;
}

Kind kind_of(const std::string& name) {
  if (name == "measured") return Kind::measured;
  return name == "declared" ? Kind::declared : Kind::mixed;
}

void read_texts(const json::Value& value, Indicator& indicator) {
  indicator.name = text_at(value, "name");
  indicator.question = text_at(value, "question");
  indicator.counted = text_at(value, "counted");
  indicator.matters = text_at(value, "matters");
  indicator.to_do = text_at(value, "to_do");
  indicator.fed_by = text_at(value, "fed_by");
  indicator.formula = text_at(value, "formula");
  indicator.unit = text_at(value, "unit");
  indicator.norm_source = text_at(value, "norm_source");
  indicator.min_sample = text_at(value, "min_sample");
  indicator.bias = text_at(value, "bias");
  indicator.gaming = text_at(value, "gaming");
}

Indicator indicator_of(const json::Value& value) {
  Indicator indicator;
  indicator.id = string_at(value, "id");
  indicator.axis = string_at(value, "axis");
  indicator.criterion = string_at(value, "criterion");
  indicator.kind = kind_of(string_at(value, "kind"));
  read_texts(value, indicator);
  indicator.formula_id = string_at(value, "formula_id");
  indicator.unit_code = string_at(value, "unit_code");
  indicator.direction = string_at(value, "direction");
  indicator.norm = norm_of(*value.find("norm"));
  if (const json::Value* variants = value.find("norm_variants"))
    for (const json::Member& variant : *variants->as_object())
      indicator.norm_variants.emplace(variant.key, norm_of(variant.value));
  for (const json::Member& least : *value.find("minimal")->as_object())
    indicator.minimal.emplace(least.key, *least.value.as_double());
  indicator.references = string_at(value, "references");
  indicator.frameworks = string_at(value, "frameworks");
  indicator.stakes = strings_at(value, "stakes");
  indicator.qualities = strings_at(value, "qualities");
  indicator.levers = strings_at(value, "levers");
  const json::Value& decidim = *value.find("decidim");
  indicator.decidim_open_data = string_at(decidim, "open_data");
  indicator.decidim_note = text_at(decidim, "note");
  return indicator;
}

std::vector<NamedItem> items_of(const json::Value& root, std::string_view key) {
  std::vector<NamedItem> items;
  if (root.find(key))
    for (const json::Value& item : array_at(root, key))
      items.push_back({string_at(item, "id"), text_at(item, "name"), text_at(item, "definition")});
  return items;
}

Scale scale_of(const json::Value& value) {
  Scale scale;
  for (const json::Value& bin : array_at(value, "bins"))
    scale.bins.push_back({number_at(bin, "from"), number_at(bin, "to"), number_at(bin, "score")});
  scale.otherwise = number_at(value, "otherwise");
  scale.empty = number_at(value, "empty");
  scale.yes = number_at(value, "yes");
  scale.no = number_at(value, "no");
  scale.explanation = text_at(value, "explanation");
  return scale;
}

void read_head(const json::Value& root, CriteriaSet& set) {
  set.id = string_at(root, "id");
  set.version = string_at(root, "version");
  set.status = string_at(root, "status");
  set.title = text_at(root, "title");
  set.note = text_at(root, "note");
  for (const json::Value& declaration : array_at(root, "declarations"))
    set.declarations.push_back(text_of(declaration));
  set.qualities = items_of(root, "qualities");
  set.stakes = items_of(root, "stakes");
  set.levers = items_of(root, "levers");
  set.sources = items_of(root, "sources");
  for (const json::Value& figure : array_at(root, "context"))
    set.context.push_back({string_at(figure, "id"), text_at(figure, "name"), text_at(figure, "explanation"),
                           text_at(figure, "unit"), string_at(figure, "unit_code"), text_at(figure, "formula"),
                           text_at(figure, "bias"), text_at(figure, "gaming"),
                           figure.find("references") ? string_at(figure, "references") : std::string()});
  if (const json::Value* scale = root.find("scale")) set.scale = scale_of(*scale);
  if (root.find("defects"))
    for (const json::Value& defect : array_at(root, "defects"))
      set.defects.push_back({string_at(defect, "id"), text_at(defect, "name"), text_at(defect, "explanation"),
                             strings_at(defect, "indicators")});
}

/// The place of each id in a list, for ordering by it.
std::map<std::string, std::size_t> ranks(const json::Array& items) {
  std::map<std::string, std::size_t> rank;
  for (std::size_t i = 0; i < items.size(); ++i) rank.emplace(string_at(items[i], "id"), i);
  return rank;
}

}  // namespace

const Indicator* CriteriaSet::find(const std::string& indicator_id) const {
  for (const Indicator& indicator : indicators)
    if (indicator.id == indicator_id) return &indicator;
  return nullptr;
}

Text text_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value ? text_of(*value) : Text{};
}

std::vector<std::string> strings_at(const json::Value& object, std::string_view key) {
  std::vector<std::string> strings;
  for (const json::Value& item : array_at(object, key)) strings.push_back(*item.as_string());
  return strings;
}

CriteriaSet read_set(const Documents& documents) {
  CriteriaSet set;
  read_head(documents.set.root, set);
  const json::Array& axes = array_at(documents.axes.root, "axes");
  for (const json::Value& axis : axes)
    set.axes.push_back({string_at(axis, "id"), text_at(axis, "name"), text_at(axis, "question")});
  const json::Array& criteria = array_at(documents.criteria.root, "criteria");
  for (const json::Value& criterion : criteria)
    set.criteria.push_back({string_at(criterion, "id"), string_at(criterion, "axis"), text_at(criterion, "name")});
  for (const Document& document : documents.indicators)
    for (const json::Value& indicator : array_at(document.root, "indicators"))
      set.indicators.push_back(indicator_of(indicator));
  // The order of reading is that of the axes, then of the criteria, then of the file; not of the file names.
  const auto axis_rank = ranks(axes), criterion_rank = ranks(criteria);
  std::stable_sort(set.indicators.begin(), set.indicators.end(), [&](const Indicator& a, const Indicator& b) {
    return std::pair(axis_rank.at(a.axis), criterion_rank.at(a.criterion)) <
           std::pair(axis_rank.at(b.axis), criterion_rank.at(b.criterion));
  });
  return set;
}

}  // namespace boussole::criteria
