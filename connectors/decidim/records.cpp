#include <algorithm>
#include <map>

#include "connectors/decidim/finish.h"

namespace boussole::connectors::decidim {

namespace {

constexpr std::array<const char*, kReasons> kCodes{"bad_id", "unreadable_time", "implausible_time", "other_platform"};

Text reason_text(Reason reason) {
  switch (reason) {
    case Reason::bad_id:
      return {"l’identifiant manque ou n’est pas un nombre positif", "the id is missing or is no positive number"};
    case Reason::unreadable_time:
      return {"la date ne se lit pas (attendu : 2024-05-02 16:20:06 UTC ou +0100)",
              "the date cannot be read (expected: 2024-05-02 16:20:06 UTC or +0100)"};
    case Reason::implausible_time:
      return {"la date est hors du plausible (attendu : de 1990 à 2100)",
              "the date is beyond what is plausible (expected: from 1990 to 2100)"};
    case Reason::other_platform:
      return {"l’espace appartient à une autre plateforme de la même installation",
              "the space belongs to another platform of the same installation"};
    case Reason::count_:
      break;
  }
  return {};
}

/// "votes" for people: the columns of the table that hold the field.
std::string columns_of(const Table& table, Field field) {
  std::string names;
  for (const Pick& pick : table.layout.of(field)) {
    if (!names.empty()) names += ", ";
    names += table.columns[pick.column];
  }
  return names;
}

void note_unreadable(Table& table) {
  for (std::size_t f = 0; f < kFields; ++f) {
    const std::uint32_t count = table.unreadable[f];
    if (count == 0) continue;
    const std::string n = std::to_string(count), columns = columns_of(table, static_cast<Field>(f));
    table.record.notes.push_back(
        {"unreadable_values",
         {"Valeurs illisibles ou hors du plausible dans " + columns + " : " + n + ", comptées comme inconnues.",
          "Values that cannot be read or are not plausible in " + columns + ": " + n + ", counted as unknown."}});
  }
}

std::string comments_name(const Table& table) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < kRoots; ++i)
    if (table.roots[i] > table.roots[best]) best = i;
  if (table.roots[best] > 0) return std::string(kCommented[best].second);
  for (const auto& [collection, name] : kCommented)
    if (table.record.file.find(name) != std::string::npos) return std::string(name);
  return "comments";
}

}  // namespace

engine::RejectedRow explain(const Table& table, const RefusedRow& row) {
  engine::RejectedRow shown;
  shown.file = table.record.file;
  shown.line = row.line;
  shown.column = std::int64_t{row.why.column} + 1;
  const auto reason = static_cast<std::size_t>(row.why.reason);
  shown.reason = {kCodes[reason], reason_text(row.why.reason)};
  return shown;
}

void settle_records(Builder& builder) {
  engine::Rejections& rejections = builder.data.rejections;
  std::map<std::string, std::int64_t> by_reason;
  for (Table& table : builder.tables) {
    if (table.layout.entity == Entity::comments) table.record.entity = comments_name(table);
    for (std::size_t i = 0; i < kReasons; ++i)
      if (table.refused[i] > 0) by_reason[kCodes[i]] += table.refused[i];
    for (const auto& [code, count] : table.malformed) by_reason[code] += count;
    rejections.total += table.record.rows_rejected;
    table.sample.insert(table.sample.end(), table.malformed_sample.begin(), table.malformed_sample.end());
    std::stable_sort(table.sample.begin(), table.sample.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    if (table.sample.size() > kSampleOfFile) table.sample.resize(kSampleOfFile);
    for (engine::RejectedRow& row : table.sample) rejections.sample.push_back(std::move(row));
    note_unreadable(table);
    builder.data.sources.push_back(std::move(table.record));
  }
  rejections.by_reason.assign(by_reason.begin(), by_reason.end());
}

}  // namespace boussole::connectors::decidim
