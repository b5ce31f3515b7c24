#include <algorithm>

#include "connectors/assembly.h"
#include "connectors/decidim_admin/connector.h"
#include "connectors/demographics_builder.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/reader.h"
#include "connectors/mapped/values.h"

namespace boussole::connectors::decidim_admin {

namespace {

using mapped::Field;

enum class Export { none, survey, registrations, accounts };

bool has(std::span<const std::string> columns, std::initializer_list<std::string_view> words) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
    const std::string word = mapped::folded(column);
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

/// "3. What is your age?" → "What is your age?"; also behind the name of the part of a registration that holds the
/// answers: "registration_form_answers/3. What …". Empty where the header is no question of a form.
std::string_view question_of(std::string_view header) {
  for (const std::string_view part : {"registration_form_answers/", "registration_form_responses/"})
    if (header.starts_with(part)) header.remove_prefix(part.size());
  std::size_t digits = 0;
  while (digits < header.size() && header[digits] >= '0' && header[digits] <= '9') ++digits;
  if (digits == 0 || digits + 2 > header.size() || header.substr(digits, 2) != ". ") return {};
  return header.substr(digits + 2);
}

/// The hash of the address of whoever answered: "IP Hash", "Hachage IP", "Hash de Dirección IP" … All languages of
/// Decidim keep the two letters, and only two or three words stand beside them.
bool hashed_address(std::string_view header) {
  if (!question_of(header).empty()) return false;
  const std::string word = mapped::folded(header);
  const auto words = mapped::parts_of(word, " ");
  return words.size() >= 2 && words.size() <= 5 && std::find(words.begin(), words.end(), "ip") != words.end();
}

/// Survey headers are in the language of the administrator, but their order and the numbers of the questions are not.
Export export_of(std::span<const std::string> columns) {
  // The code came later: the first versions had names and addresses only.
  if (has(columns, {"id"}) && has(columns, {"user name"}) && has(columns, {"user email"})) return Export::registrations;
  const bool questions =
      std::any_of(columns.begin(), columns.end(), [](const auto& c) { return !question_of(c).empty(); });
  if (questions && columns.size() >= 5 && std::any_of(columns.begin(), columns.end(), hashed_address))
    return Export::survey;
  const bool extra = has(columns, {"gender", "date of birth", "postal code", "extended data gender",
                                   "extended data date of birth", "extended data postal code"});
  if (extra && has(columns, {"email"}) && has(columns, {"nickname"}) && has(columns, {"id"})) return Export::accounts;
  return Export::none;
}

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const TableHead& head) { return export_of(head.columns) != Export::none; }));
}

/// The last part of "extended_data/gender".
std::string_view last_part(std::string_view header) {
  const auto slash = header.rfind('/');
  return slash == std::string_view::npos ? header : header.substr(slash + 1);
}

mapped::TablePlan plan_of(Export kind, const std::string& file, std::span<const std::string> columns) {
  mapped::TablePlan plan;
  plan.entity = mapped::Entity::participants;
  plan.label = kind == Export::survey     ? "survey_user_answers"
               : kind == Export::accounts ? "participants"
                                          : "registrations";
  // Ids of answers and registrations are those of one form: nobody can be followed to another file. Accounts have the
  // ids that authors have.
  if (kind != Export::accounts) plan.scope = file;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view question = question_of(columns[i]);
    const std::string_view variable = usual_variable(question.empty() ? last_part(columns[i]) : question);
    const bool first_id = mapped::folded(columns[i]) == "id" && !plan[Field::author];
    if (first_id || (i == 0 && kind == Export::survey)) {
      plan[Field::author] = mapped::Column{{i}, columns[i], {}, nullptr, ","};
      plan.personal.push_back(columns[i]);
    } else if (!variable.empty()) {
      plan.attributes.push_back(
          {std::string(variable), engine::AttributeOrigin::self, {{i}, columns[i], {}, nullptr, ","}});
      if (variable == "birth_year") plan.personal.push_back(columns[i]);
    } else {
      // Answers in words, addresses, codes: whatever else an administrator's export holds may say who somebody is.
      plan.personal.push_back(columns[i]);
    }
  }
  return plan;
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("decidim_admin", options, *sources, heads);
  mapped::TableReader reader(into, *sources);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const Export kind = export_of(heads[i].columns);
    if (kind == Export::none) continue;
    auto plan = plan_of(kind, heads[i].name, heads[i].columns);
    if (!plan[Field::author]) continue;
    reader.add(i, std::move(plan));
    note(into.table(i), "administrators_export",
         "Export d’administration : il contient des données personnelles. Rien n’en est gardé que le sexe, l’âge, le "
         "lieu et l’étude, là où on les demande.",
         "An administrator's export: it holds personal data. Nothing of it is kept but sex, age, place and education, "
         "where they are asked.");
  }
  if (auto done = reader.read_all(); !done) return std::unexpected(done.error());
  into.data.capabilities["participants"] = engine::Presence::partial;
  into.data.platform_name = "Decidim";
  into.data.generation = "Decidim, administration";
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef people_connector() {
  return {"decidim_admin",
          {"Decidim, exports d’administration sur les personnes", "Decidim, back office exports about people"},
          &sniff,
          &read};
}

}  // namespace boussole::connectors::decidim_admin
