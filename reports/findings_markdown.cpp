#include "reports/findings_markdown.h"

#include "engine/findings.h"
#include "reports/findings_words.h"
#include "reports/markdown.h"

namespace boussole::reports {

namespace {

class Writer {
 public:
  explicit Writer(const Typography& type) : type_(type) {}

  void heading(int level, const std::string& text) {
    out_ += "\n" + std::string(static_cast<std::size_t>(level), '#') + " " + markdown_text(text) + "\n";
  }
  void heading(int level, const Text& text) { heading(level, type_.typeset(text)); }
  void paragraph(const std::string& text) { out_ += "\n" + markdown_text(text) + "\n"; }
  void notes(const std::vector<Message>& all) {
    for (const Message& note : all) paragraph(type_.typeset(note.text));
  }
  /// A table whose first column holds words and the others numbers.
  void table(const std::vector<std::vector<std::string>>& rows) {
    out_ += "\n";
    for (std::size_t r = 0; r < rows.size(); ++r) {
      out_ += "|";
      for (const std::string& cell : rows[r]) out_ += " " + markdown_text(cell) + " |";
      out_ += "\n";
      if (r > 0) continue;
      out_ += "|";
      for (std::size_t c = 0; c < rows[r].size(); ++c) out_ += c == 0 ? " --- |" : " --: |";
      out_ += "\n";
    }
  }
  std::string say(const Text& text) const { return type_.typeset(text); }
  std::string take() { return std::move(out_); }

 private:
  const Typography& type_;
  std::string out_;
};

void people(Writer& out, const Typography& type, const engine::Findings& findings) {
  if (findings.compositions.empty() && !findings.reference) return;
  out.heading(2, Text{"Qui a pris part", "Who took part"});
  out.paragraph(reference_sentence(type, findings.reference));
  for (const engine::Composition& c : findings.compositions) {
    out.heading(3, type.typeset(c.name) + " — " + composition_subject(type, c));
    for (const std::string& sentence : composition_sentences(type, c)) out.paragraph(sentence);
    std::vector<std::vector<std::string>> rows{{out.say({"Classe", "Class"}), out.say({"Participants", "Participants"}),
                                                out.say({"Population", "Population"}), "n"}};
    for (const engine::ClassShare& s : c.classes)
      rows.push_back({type.typeset(s.name), share_words(type, s.share), share_words(type, s.reference),
                      s.people ? type.integer(*s.people) : out.say({"masqué", "withheld"})});
    if (!c.classes.empty()) out.table(rows);
    out.notes(c.notes);
  }
}

void opinions(Writer& out, const Typography& type, const engine::Findings& findings) {
  if (findings.opinions.empty()) return;
  out.heading(2, Text{"La carte des avis", "The map of opinions"});
  for (const engine::OpinionFinding& o : findings.opinions) {
    out.heading(3, o.title.in(type.language()));
    for (const std::string& sentence : opinion_sentences(type, o)) out.paragraph(sentence);
    out.notes(o.notes);
  }
}

void budgets(Writer& out, const Typography& type, const engine::Findings& findings) {
  if (findings.budgets.empty()) return;
  out.heading(2, Text{"Le budget et ses règles", "The budget and its rules"});
  for (const engine::BudgetFinding& b : findings.budgets) {
    out.heading(3, b.title.in(type.language()));
    for (const std::string& sentence : budget_sentences(type, b)) out.paragraph(sentence);
    std::vector<std::vector<std::string>> rows{
        {out.say({"Règle", "Rule"}), out.say({"Projets financés", "Projects funded"}),
         out.say({"Budget dépensé", "Budget spent"}), out.say({"Votants sans projet", "Voters without a project"}),
         out.say({"Demandes laissées", "Claims passed over"})}};
    for (const engine::BudgetOutcome& o : b.outcomes)
      rows.push_back({type.typeset(o.name), type.integer(o.projects), share_words(type, o.spent),
                      share_words(type, o.excluded), type.integer(o.unmet)});
    out.table(rows);
    out.notes(b.notes);
  }
}

}  // namespace

std::string findings_markdown(const Typography& type, const engine::Audit& audit) {
  if (audit.findings == nullptr) return {};
  Writer out(type);
  people(out, type, *audit.findings);
  opinions(out, type, *audit.findings);
  budgets(out, type, *audit.findings);
  return out.take();
}

}  // namespace boussole::reports
