#include "reports/sources_markdown.h"

#include "engine/merge.h"
#include "reports/markdown.h"

namespace boussole::reports {

namespace {

std::string cell(const Typography& type, const Text& words) { return markdown_text(type.typeset(words)); }

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& each : cells) out += " " + each + " |";
  return out + "\n";
}

std::string rule(std::size_t words, std::size_t numbers) {
  std::string out = "|";
  for (std::size_t i = 0; i < words; ++i) out += "---|";
  for (std::size_t i = 0; i < numbers; ++i) out += "---:|";
  return out + "\n";
}

Text presence_word(const std::string& presence) {
  if (presence == "partial") return {"en partie", "in part"};
  if (presence == "aggregate") return {"seulement en totaux", "as totals only"};
  if (presence == "hidden") return {"masqué par la plateforme", "hidden by the platform"};
  if (presence == "absent") return {"absent de la source", "absent from the source"};
  return {"complet", "complete"};
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& each : list) out += (out.empty() ? "`" : ", `") + each + "`";
  return out.empty() ? "–" : out;
}

std::string merged(const Typography& type, const engine::Merge& merge) {
  std::string out = "## " + cell(type, {"Plusieurs sources, une plateforme", "Several sources, one platform"}) + "\n\n";
  int number = 0;
  for (const engine::MergedSource& source : merge.sources) {
    out += std::to_string(++number) + ". `" + source.connector + "`, " + markdown_text(source.generation);
    if (!source.same_people) out += cell(type, {", autres identifiants", ", other ids"});
    out += "\n";
  }
  out += "\n";
  for (const Message& note : merge.notes) out += cell(type, note.text) + "\n\n";
  std::vector<std::string> titles;
  for (const Text& title : {Text{"Lignes", "Rows"}, Text{"Rapprochées par", "Matched by"},
                            Text{"De la première source", "Of the first source"}, Text{"Ajoutées", "Added"},
                            Text{"Déjà là", "Already there"}, Text{"Ayant complété", "That filled a gap"},
                            Text{"En désaccord", "In conflict"}})
    titles.push_back(cell(type, title));
  out += row(titles) + rule(2, 5);
  for (const engine::MergedEntity& e : merge.entities)
    out += row({"`" + e.entity + "`", cell(type, e.key), type.integer(e.first), type.integer(e.added),
                type.integer(e.duplicates), type.integer(e.filled), type.integer(e.conflicts)});
  return out + "\n";
}

}  // namespace

std::string sources_markdown(const Typography& type, const engine::Audit& audit) {
  if (!audit.merge || audit.merge->sheet.empty()) return {};
  const engine::Merge& merge = *audit.merge;
  std::string out = merge.sources.empty() ? std::string{} : merged(type, merge);
  out += "## " + cell(type, {"Ce que la source donne", "What the source gives"}) + "\n\n";
  out += row({cell(type, {"Donnée", "Data"}), cell(type, {"Ce qu'il y en a", "How much there is"}),
              cell(type, {"Donnée par", "Given by"}),
              cell(type, {"Indicateurs qui en dépendent", "Indicators that depend on it"})});
  out += rule(4, 0);
  for (const engine::CapabilityUse& use : merge.sheet)
    out += row(
        {cell(type, use.name), cell(type, presence_word(use.presence)), joined(use.fed_by), joined(use.indicators)});
  return out + "\n";
}

}  // namespace boussole::reports
