#include "connectors/graphql/pager.h"

namespace boussole::connectors::graphql {

const json::Value* connection_in(const json::Value& value, int depth) {
  const json::Object* members = value.as_object();
  if (members == nullptr || depth == 0) return nullptr;
  if (value.find("edges") != nullptr || value.find("nodes") != nullptr) return &value;
  for (const json::Member& member : *members)
    if (const json::Value* found = connection_in(member.value, depth - 1)) return found;
  return nullptr;
}

Expected<void> Pager::run(const std::string& label, const Page& page,
                          const std::function<void(const json::Value&)>& node) {
  constexpr int kMostBarren = 20;  // pages of nothing but nulls are possible; without an end they are not
  std::string after;
  int barren = 0;
  for (;;) {
    const auto answer =
        asker_.ask(label, [&](const Schema& schema, const Limits& limits) { return page(after, schema, limits); });
    if (!answer) return std::unexpected(answer.error());
    const json::Value* data = answer->find("data");
    const json::Value* connection = data == nullptr ? nullptr : connection_in(*data);
    if (connection == nullptr) break;
    const std::int64_t hidden_before = hidden_;
    std::int64_t fresh = 0, objects = 0;
    each_node(connection, hidden_, [&](const json::Value& object) {
      ++objects;
      if (!seen_.insert(text_of(object.find("id"))).second) {
        ++repeated_;
        return;
      }
      ++fresh;
      node(object);
    });
    if (after_page)
      if (auto done = after_page(); !done) return done;
    const json::Value* info = connection->find("pageInfo");
    const json::Value* more = info == nullptr ? nullptr : info->find("hasNextPage");
    if (more == nullptr || !more->as_bool().value_or(false)) break;
    const std::string next = text_of(info->find("endCursor"));
    // A page of nothing but objects that came before, or the same cursor again: there is no end to wait for.
    barren = fresh > 0 ? 0 : barren + 1;
    const bool nothing = objects == 0 && hidden_ == hidden_before;
    if (next.empty() || next == after || (objects > 0 && fresh == 0) || nothing || barren > kMostBarren) {
      tell_endless();
      break;
    }
    after = next;
  }
  tell_repeated();
  return {};
}

void Pager::tell_repeated() {
  if (repeated_ == 0) return;
  const std::string n = std::to_string(repeated_);
  findings_.changes.push_back(
      {"repeated_objects",
       {what_ + " : " + n + " objet(s) sont venus deux fois ; la liste a changé pendant l’extraction.",
        what_ + ": " + n + " object(s) came twice; the list changed during the pull."}});
}

void Pager::tell_endless() {
  findings_.notes.push_back(
      {"endless_list",
       {what_ +
            " : la plateforme annonce toujours une page de plus et renvoie les mêmes objets ; la liste est arrêtée là.",
        what_ + ": the platform always announces one more page and gives the same objects; the list is ended there."}});
}

void note_asker(const Asker& asker, PullFindings& findings) {
  if (asker.refused() > 0) {
    const std::string n = std::to_string(asker.refused());
    findings.notes.push_back(
        {"refused_queries",
         {n + " requête(s) refusées, puis posées autrement.", n + " query(ies) refused, then asked another way."}});
  }
  for (const std::string& said : asker.partial())
    findings.notes.push_back({"partial_answer",
                              {"La plateforme a répondu en partie : « " + said + " ».",
                               "The platform answered in part: \"" + said + "\"."}});
}

}  // namespace boussole::connectors::graphql
