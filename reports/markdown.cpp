#include "reports/markdown.h"

#include "reports/claims_words.h"
#include "reports/figures.h"
#include "reports/findings_markdown.h"
#include "reports/hidden.h"
#include "reports/interval_words.h"
#include "reports/reading.h"
#include "reports/sources_markdown.h"

namespace boussole::reports {

namespace {

class MarkdownReport {
 public:
  MarkdownReport(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options)
      : audit_(audit), set_(set), options_(options), type_(options.language) {}

  std::string write() {
    head();
    table();
    out_ += findings_markdown(type_, audit_);
    for (const auto& axis : set_.axes) details(axis);
    spaces();
    other_sets();
    unread();
    out_ += sources_markdown(type_, audit_);
    method();
    declarations();
    return std::move(out_);
  }

 private:
  std::string words(const Text& text) const { return markdown_text(type_.typeset(text)); }
  const std::string& pick(const Text& text) const { return text.in(options_.language); }
  void line(std::string_view text) { out_.append(text) += '\n'; }
  void heading(int level, const std::string& text) {
    out_ += '\n';
    line(std::string(static_cast<std::size_t>(level), '#') + " " + text);
    out_ += '\n';
  }
  void row(std::initializer_list<std::string> cells) {
    out_ += '|';
    for (const std::string& cell : cells) out_ += " " + cell + " |";
    out_ += '\n';
  }
  /// Under a heading row: the first `words` columns hold words, the other ones numbers.
  void rule(std::size_t words, std::size_t numbers) {
    out_ += '|';
    for (std::size_t i = 0; i < words; ++i) out_ += " --- |";
    for (std::size_t i = 0; i < numbers; ++i) out_ += " --: |";
    out_ += '\n';
  }
  std::string item(const Text& label, const std::string& content) const {
    return "- **" + words(label) + "**" + std::string(type_.colon()) + content;
  }
  std::string name(const engine::IndicatorResult& result, const criteria::CriteriaSet& set) const {
    return markdown_text(name_of(type_, {&result, set.find(result.id)}));
  }

  void head() {
    const std::string title = audit_.platform_name.empty() ? words({"Plateforme sans nom", "Unnamed platform"})
                                                           : markdown_text(audit_.platform_name);
    line("# " + words({"Qualité démocratique de la participation", "Democratic quality of participation"}) + " — " +
         title);
    out_ += '\n';
    for (const std::string& sentence : headline(type_, tally(audit_))) line(markdown_text(sentence) + "\n");
    const Summary said = summary(type_, audit_, set_);
    for (const std::string& sentence : {said.strongest, said.weakest, said.unknown})
      line("- " + markdown_text(sentence));
    for (const Advice& one : advice(type_, audit_, set_)) line(item(one.reader, markdown_text(one.sentence)));
  }

  void table() {
    heading(2, words({"Tous les indicateurs", "All indicators"}));
    row({words({"Indicateur", "Indicator"}), words({"Nature", "Kind"}), words({"Lecture", "Reading"}),
         words({"Valeur", "Value"}), words({"Intervalle", "Interval"}), words({"Score sur 100", "Score out of 100"}),
         "n"});
    rule(3, 4);
    for (const auto& result : audit_.indicators) result_row(result, set_);
    out_ += '\n';
    line(words(reading_rule()));
  }

  void result_row(const engine::IndicatorResult& result, const criteria::CriteriaSet& set) {
    const std::string dash = "—";
    const std::string value = result.value ? figure(type_, quantity(result)) : dash;
    const std::string interval = result.value && result.interval ? short_range(type_, quantity(result)) : dash;
    std::string score = dash;
    if (result.score) {
      score = score_points(type_, result.score->value);
      const std::string range = score_range(type_, *result.score);
      if (!range.empty()) score += " (" + range + ")";
    }
    row({name(result, set), words(kind_word(result.kind)), words(word(reading(result))), value, interval, score,
         result.n ? type_.integer(*result.n) : dash});
  }

  void details(const criteria::Axis& axis) {
    heading(2, words(axis.name));
    line(words(axis.question));
    for (const std::string& said : contested_sentences(type_, audit_, axis.id)) line("\n" + markdown_text(said));
    for (const auto& result : audit_.indicators)
      if (result.axis == axis.id) detail(result);
  }

  void detail(const engine::IndicatorResult& result) {
    const criteria::Indicator* known = set_.find(result.id);
    heading(3, name(result, set_));
    if (known != nullptr) line(words(known->question) + "\n");
    line(item({"Lecture", "Reading"}, words(word(reading(result)))));
    if (result.reason) line(item({"Raison", "Reason"}, words(result.reason->text)));
    if (result.value) line(item({"Valeur", "Value"}, figure(type_, quantity(result))));
    if (result.value && result.interval)
      line(item({"Intervalle", "Interval"}, markdown_text(interval_sentence(type_, result))));
    if (result.value && result.interval_reason)
      line(item({"Intervalle", "Interval"}, words(result.interval_reason->text)));
    for (const engine::Part& part : result.parts)
      line("  - " + words(part.label) + std::string(type_.colon()) +
           part_value(type_, part, result, audit_.parameters.min_cell));
    for (const Message& warning : result.warnings) line(item({"Attention", "Caution"}, words(warning.text)));
    declaration(result);
    for (const engine::Reply* said : replies_of(audit_, result.id, "")) reply(*said, result.unit);
    if (known == nullptr) return;
    text_item({"Ce qui est compté", "What is counted"}, known->counted);
    text_item({"Pourquoi cela compte", "Why it matters"}, known->matters);
    text_item({"Son biais", "Its bias"}, known->bias);
    text_item({"Comment le fausser", "How it can be gamed"}, known->gaming);
    text_item({"À faire", "What to do"}, known->to_do);
    if (!result.value) text_item({"Ce qui l'alimenterait", "What would feed it"}, known->fed_by);
  }

  void declaration(const engine::IndicatorResult& result) {
    const engine::Declaration* declared = declaration_of(audit_, result.id);
    if (declared == nullptr) return;
    if (const std::string said = declared_sentence(type_, *declared); !said.empty())
      line(item({"À côté", "Beside"}, markdown_text(said)));
    for (const engine::Proof& proof : declared->proofs)
      line(item({"Pièce", "Document"},
                markdown_text(proof.what + (proof.what.empty() ? "" : ". ") + proof_sentence(type_, proof))));
    if (!declared->remark.empty()) line(item({"Remarque", "Remark"}, markdown_text(declared->remark)));
  }

  void reply(const engine::Reply& said, const std::string& unit) {
    line(item({"Droit de réponse", "Right of reply"},
              markdown_text(reply_head(type_, said, audit_.claims->replies->today) + " " + said.text)));
    if (const std::string values = reply_values(type_, said, unit); !values.empty())
      line("  - " + markdown_text(values));
    if (said.answer) line("  - " + markdown_text(answer_head(type_, said) + " " + said.answer->text));
  }

  /// Those on spaces: the others stand with their indicator.
  void space_replies() {
    if (!audit_.claims || !audit_.claims->replies) return;
    for (const auto& space : audit_.spaces)
      for (const auto& result : space.indicators)
        for (const engine::Reply* said : replies_of(audit_, result.id, space.id)) {
          line("\n" + name(result, set_) + " (" + markdown_text(space.id) + ")\n");
          reply(*said, result.unit);
        }
  }

  void text_item(const Text& label, const Text& content) {
    if (!content.empty()) line(item(label, words(content)));
  }

  void spaces() {
    if (audit_.spaces.empty()) return;
    heading(2, words({"Espaces", "Spaces"}));
    row({words({"Espace", "Space"}), words({"Participants", "Participants"}), words({"Contributions", "Contributions"}),
         words({"Commentaires", "Comments"})});
    rule(1, 3);
    for (const auto& space : audit_.spaces) {
      const std::string few = "< " + type_.integer(audit_.parameters.min_cell);
      row({markdown_text(pick(space.title)), space.participants ? type_.integer(*space.participants) : few,
           contributions_of(type_, audit_, space), comments_of(type_, audit_, space)});
    }
    space_replies();
  }

  void other_sets() {
    for (const auto& other : audit_.other_sets) {
      if (other.scope != "platform") continue;
      const criteria::CriteriaSet* set = nullptr;
      for (const auto& candidate : options_.other_sets)
        if (candidate.id == other.criteria.id) set = &candidate;
      const criteria::CriteriaSet unknown;
      heading(2, words({"Les mêmes données, une autre mesure", "The same data, another measure"}) +
                     std::string(type_.colon()) +
                     (set == nullptr ? markdown_text(other.criteria.id) : words(set->title)));
      if (set != nullptr && !set->note.empty()) line(words(set->note) + "\n");
      row({words({"Indicateur", "Indicator"}), words({"Nature", "Kind"}), words({"Lecture", "Reading"}),
           words({"Valeur", "Value"}), words({"Intervalle", "Interval"}), words({"Score sur 100", "Score out of 100"}),
           "n"});
      rule(3, 4);
      for (const auto& result : other.indicators) result_row(result, set == nullptr ? unknown : *set);
    }
  }

  void unread() {
    heading(2, words({"Ce qui n'a pas pu être lu", "What could not be read"}));
    line(markdown_text(type_.typeset(type_.count(audit_.rejections.total, {"ligne rejetée.", "row rejected."},
                                                 {"lignes rejetées.", "rows rejected."}))));
    out_ += '\n';
    for (const auto& [code, count] : audit_.rejections.by_reason) line("- `" + code + "`: " + type_.integer(count));
    for (const auto& row : audit_.rejections.sample)
      line("- " + markdown_text(row.file) + ", " + words({"ligne ", "line "}) + type_.integer(row.line) + ": " +
           words(row.reason.text));
    for (const auto& source : audit_.sources) {
      columns(source.file, {"colonnes ignorées", "columns ignored"}, source.columns_ignored);
      columns(source.file, {"colonnes personnelles écartées", "personal columns dropped"}, source.columns_personal);
    }
  }

  void columns(const std::string& file, const Text& label, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> escaped;
    for (const std::string& column : names) escaped.push_back(markdown_text(column));
    line("- " + markdown_text(file) + ", " + words(label) + ": " + type_.list(escaped));
  }

  void method() {
    heading(2, words({"Méthode et versions", "Method and versions"}));
    line(item({"Programme", "Program"}, markdown_text(audit_.tool_name + " " + audit_.tool_version)));
    line(item({"Critères", "Criteria"},
              markdown_text(audit_.criteria.id + " " + audit_.criteria.version + " (" + audit_.criteria.status + ")") +
                  ", sha256 `" + audit_.criteria.sha256 + "`"));
    line(item({"Fin d'observation", "End of observation"}, type_.date(audit_.as_of)));
    if (const std::string evidence = evidence_source(type_, audit_); !evidence.empty())
      line(
          item({"Pièces", "Evidence"}, markdown_text(evidence) + ", sha256 `" + audit_.claims->evidence->sha256 + "`"));
    if (audit_.claims && audit_.claims->replies)
      line(item({"Réponses", "Replies"},
                markdown_text(audit_.claims->replies->file) + ", sha256 `" + audit_.claims->replies->sha256 + "`"));
    line(item({"Graine et tirages", "Seed and replicates"},
              std::to_string(audit_.parameters.seed) + ", " + type_.integer(audit_.parameters.replicates)));
    for (const auto& source : audit_.sources)
      line("- " + markdown_text(source.file) + " (" + bytes(type_, source.bytes) + "), sha256 `" + source.sha256 + "`");
    if (options_.command.empty()) return;
    line("\n```sh");
    for (std::string_view rest = options_.command; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      line(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    line("```");
  }

  void declarations() {
    if (audit_.declarations.empty()) return;
    heading(2, words({"Déclarations", "Declarations"}));
    for (std::size_t i = 0; i < audit_.declarations.size(); ++i)
      line(std::to_string(i + 1) + ". " + words(audit_.declarations[i]));
  }

  const engine::Audit& audit_;
  const criteria::CriteriaSet& set_;
  const Options& options_;
  Typography type_;
  std::string out_;
};

}  // namespace

std::string markdown_text(std::string_view given) {
  const std::string text = without_hidden_marks(given);
  constexpr std::string_view kSpecial = "\\`*_{}[]<>#|~";
  std::string out;
  out.reserve(text.size() + 8);
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (c == '&') {  // an entity written in a title must stay as it was written
      out += "&amp;";
      continue;
    }
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string write_markdown(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options) {
  return MarkdownReport(audit, set, options).write();
}

}  // namespace boussole::reports
