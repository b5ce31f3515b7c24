#include "connectors/mapped/mapping.h"

#include <algorithm>
#include <array>

#include "connectors/mapped/values.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::connectors::mapped {

namespace {

using engine::VoteScale;

constexpr std::array<std::pair<std::string_view, VoteScale>, 10> kScales{{
    {"approval", VoteScale::approval},
    {"ordinal", VoteScale::ordinal},
    {"cumulative", VoteScale::cumulative},
    {"scoring", VoteScale::scoring},
    {"agree_pass_disagree", VoteScale::agree_pass_disagree},
    {"support", VoteScale::support},
    {"up_down", VoteScale::up_down},
    {"agree_mixed_disagree", VoteScale::agree_mixed_disagree},
    {"money", VoteScale::money},
    {"pair", VoteScale::pair},
}};
constexpr std::array<std::pair<std::string_view, engine::ContributionKind>, 6> kKinds{{
    {"proposal", engine::ContributionKind::proposal},
    {"debate", engine::ContributionKind::debate},
    {"initiative", engine::ContributionKind::initiative},
    {"post", engine::ContributionKind::post},
    {"statement", engine::ContributionKind::statement},
    {"answer", engine::ContributionKind::answer},
}};
constexpr std::array<std::pair<std::string_view, engine::SpaceKind>, 6> kSpaces{{
    {"process", engine::SpaceKind::process},
    {"assembly", engine::SpaceKind::assembly},
    {"conference", engine::SpaceKind::conference},
    {"initiative", engine::SpaceKind::initiative},
    {"voting", engine::SpaceKind::voting},
    {"other", engine::SpaceKind::other},
}};

/// The schema has checked the word.
template <class Table, class Value>
Value named(const Table& table, std::string_view name, Value otherwise) {
  for (const auto& [word, value] : table)
    if (word == name) return value;
  return otherwise;
}

std::string text(const json::Value& object, std::string_view key, std::string otherwise = {}) {
  const json::Value* value = object.find(key);
  return value != nullptr && value->as_string() != nullptr ? *value->as_string() : otherwise;
}

std::string words(std::span<const std::string_view> list) {
  std::string out;
  for (const std::string_view word : list) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

class Reader {
 public:
  explicit Reader(const std::string& file) { mapping_.file = file; }

  Expected<Mapping> read(const json::Value& document) {
    if (const json::Value* platform = document.find("platform")) {
      mapping_.platform_name = text(*platform, "name");
      mapping_.platform_url = text(*platform, "url");
    }
    mapping_.zone = text(document, "time_zone", "UTC");
    mapping_.locale = text(document, "locale", "en");
    const json::Value& tables = *document.find("tables");
    for (std::size_t i = 0; i < tables.size(); ++i)
      if (auto done = table(*tables.at(i), "tables[" + std::to_string(i) + "]"); !done)
        return std::unexpected(done.error());
    return std::move(mapping_);
  }

 private:
  Error at(const json::Value& value, const std::string& place, Text what, Text remedy) const {
    Error error;
    error.file = mapping_.file;
    error.line = value.line();
    error.column = value.column();
    error.place = place;
    error.what = std::move(what);
    error.remedy = std::move(remedy);
    return error;
  }

  Expected<MappedColumn> column(const json::Value& value, const std::string& place) const {
    MappedColumn out;
    out.line = value.line();
    out.column = value.column();
    out.place = place;
    const json::Value* names = value.is_object() ? value.find("column") : &value;
    if (names->as_string() != nullptr) out.columns.push_back(*names->as_string());
    for (std::size_t i = 0; names->is_array() && i < names->size(); ++i)
      out.columns.push_back(*names->at(i)->as_string());
    out.format = text(value, "format");
    out.zone = text(value, "time_zone", mapping_.zone);
    out.locale = text(value, "locale", mapping_.locale);
    out.separator = text(value, "separator", ",");
    const json::Value* values = value.find("values");
    if (values == nullptr) return out;
    for (const json::Member& member : *values->as_object()) {
      const json::Value& to = member.value;
      const std::string word = to.as_string() != nullptr ? *to.as_string()
                               : to.is_bool()            ? (*to.as_bool() ? "true" : "false")
                                                         : to.as_number()->lexeme;
      if (!out.values.try_emplace(folded(member.key), word).second)
        return std::unexpected(at(to, place + ".values",
                                  {"« " + member.key + " » est dit deux fois (ni la casse ni les accents ne comptent)",
                                   "“" + member.key + "” is said twice (case and accents do not count)"},
                                  {"Gardez une des deux lignes.", "Keep one of the two lines."}));
    }
    return out;
  }

  /// A map of values leads to words that the field understands.
  Expected<void> check_words(const json::Value& value, Field field, const MappedColumn& column,
                             const std::string& place) const {
    const auto known = words_of(field);
    for (const auto& [cell, word] : column.values)
      if (!known.empty() && std::find(known.begin(), known.end(), word) == known.end())
        return std::unexpected(
            at(value, place + ".values",
               {"« " + word + " » n’est pas un mot de ce champ", "“" + word + "” is no word of this field"},
               {"Écrivez un de : " + words(known) + ".", "Write one of: " + words(known) + "."}));
    return {};
  }

  Expected<void> fields(const json::Value& columns, MappedTable& out) const {
    const EntityDef& entity = def_of(out.entity);
    for (const json::Member& member : *columns.as_object()) {
      const std::string place = out.place + ".columns." + member.key;
      const Field field = *field_named(member.key);
      if (std::find(entity.fields.begin(), entity.fields.end(), field) == entity.fields.end()) {
        std::string all;
        for (const Field each : entity.fields) all += (all.empty() ? "" : ", ") + std::string(def_of(each).name);
        const std::string name(entity.name);
        return std::unexpected(at(member.value, place,
                                  {"une table « " + name + " » n’a pas de champ « " + member.key + " »",
                                   "a table of “" + name + "” has no field “" + member.key + "”"},
                                  {"Ses champs sont : " + all + ".", "Its fields are: " + all + "."}));
      }
      auto got = column(member.value, place);
      if (!got) return std::unexpected(got.error());
      if (auto done = check_words(member.value, field, *got, place); !done) return done;
      const Form form = def_of(field).form;
      if (!got->format.empty() || form == Form::moment) {
        auto moments = MomentReader::make({got->format, got->zone, got->locale});
        if (!moments) return std::unexpected(at(member.value, place, moments.error().what, moments.error().remedy));
      }
      if (form != Form::text && got->columns.size() > 1)
        return std::unexpected(
            at(member.value, place,
               {"seul un texte peut tenir dans plusieurs colonnes", "only a text can stand in several columns"},
               {"Nommez une seule colonne.", "Name one column."}));
      out.columns.emplace_back(field, std::move(*got));
    }
    for (const Field needed : entity.required) {
      const bool there =
          std::any_of(out.columns.begin(), out.columns.end(), [&](const auto& c) { return c.first == needed; });
      const std::string name(def_of(needed).name), of(entity.name);
      if (!there)
        return std::unexpected(
            at(columns, out.place + ".columns",
               {"il manque le champ « " + name + " », sans lequel une table « " + of + " » ne se lit pas",
                "the field “" + name + "” is missing, without which a table of “" + of + "” cannot be read"},
               {"Nommez la colonne qui le contient.", "Name the column that has it."}));
    }
    return {};
  }

  Expected<void> table(const json::Value& value, const std::string& place) {
    MappedTable out;
    out.place = place;
    out.line = value.line();
    out.column = value.column();
    out.entity = *entity_named(text(value, "entity"));
    out.file = text(value, "file");
    out.sheet = text(value, "sheet");
    if (const json::Value* row = value.find("header_row"))
      out.header_row = static_cast<std::uint32_t>(row->as_integer().value_or(0));
    out.kind = named(kKinds, text(value, "kind", "proposal"), engine::ContributionKind::proposal);
    out.scale =
        named(kScales, text(value, "scale"), out.entity == Entity::ballots ? VoteScale::approval : VoteScale::support);
    const std::string on = text(value, "on", out.entity == Entity::ballots ? "projects" : "proposals");
    out.of = entity_named(on).value_or(Entity::proposals);
    if (const json::Value* log = value.find("log")) out.log = log->as_bool().value_or(false);
    if (const json::Value* space = value.find("space")) {
      const std::string title = text(*space, "title"), key = text(*space, "key");
      out.space = SpacePlan{key.starts_with('/') ? key : "/spaces/" + key,
                            {title, title},
                            named(kSpaces, text(*space, "kind", "process"), engine::SpaceKind::process)};
    }
    if (auto done = fields(*value.find("columns"), out); !done) return done;
    if (const json::Value* attributes = value.find("attributes"))
      for (const json::Member& member : *attributes->as_object()) {
        auto got = column(member.value, place + ".attributes." + member.key);
        if (!got) return std::unexpected(got.error());
        const std::string origin = text(member.value, "origin", "self");
        out.attributes.push_back({member.key,
                                  origin == "verified"   ? engine::AttributeOrigin::verified
                                  : origin == "platform" ? engine::AttributeOrigin::platform
                                  : origin == "self"     ? engine::AttributeOrigin::self
                                                         : engine::AttributeOrigin::unknown,
                                  std::move(*got)});
      }
    if (const json::Value* personal = value.find("personal"))
      for (std::size_t i = 0; i < personal->size(); ++i) out.personal.push_back(*personal->at(i)->as_string());
    mapping_.tables.push_back(std::move(out));
    return {};
  }

  Mapping mapping_;
};

}  // namespace

Expected<Mapping> parse_mapping(std::string_view text_of_file, const std::string& file) {
  const auto document = json::parse(text_of_file, file);
  if (!document) return std::unexpected(document.error());
  const auto schema = json::parse(mapping_schema(), "mapping-1.json");
  if (!schema) return std::unexpected(schema.error());
  if (auto valid = json::validate(*document, *schema, file); !valid) return std::unexpected(valid.error());
  return Reader(file).read(*document);
}

}  // namespace boussole::connectors::mapped
