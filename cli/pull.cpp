#include "connectors/pull/pull.h"

#include <unistd.h>
#include <csignal>
#include <cstdlib>

#include <algorithm>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/pull_progress.h"
#include "cli/version.h"
#include "connectors/graphql/pull.h"

namespace boussole::cli {
namespace {

using connectors::pull::Outcome;
using connectors::pull::PullOptions;
using std::chrono::milliseconds;
using std::chrono::seconds;

volatile std::sig_atomic_t interrupted = 0;  // the only thing a signal handler may touch

extern "C" void on_interrupt(int) { interrupted = 1; }

/// Once: a second Ctrl-C ends the program at once, which loses nothing but the answer on its way.
void listen_to_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

Error usage(Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

bool one_line(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

/// From the file, else from the environment; never said again.
Expected<std::string> token_of(const PullArguments& arguments) {
  std::string token = environment("BOUSSOLE_TOKEN");
  if (!arguments.token_file.empty()) {
    auto text = read_whole(arguments.token_file);
    if (!text) return std::unexpected(text.error());
    token = *text;
  }
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' ')) token.pop_back();
  if (one_line(token)) return token;
  return std::unexpected(usage({"Le jeton d'accès doit tenir sur une ligne, sans accent.",
                                "The access token must be one line, without accents."},
                               {"Vérifiez le fichier donné à --token-file, ou BOUSSOLE_TOKEN.",
                                "Check the file given to --token-file, or BOUSSOLE_TOKEN."}));
}

ProgressDisplay::Style style_of(const PullArguments& arguments, bool quiet) {
  if (quiet) return ProgressDisplay::Style::none;
  if (arguments.json_progress) return ProgressDisplay::Style::json;
  const bool terminal = ::isatty(STDERR_FILENO) == 1 && environment("NO_COLOR").empty();
  return terminal ? ProgressDisplay::Style::redrawn : ProgressDisplay::Style::lines;
}

http::ClientOptions client_options(const PullArguments& a) {
  http::ClientOptions out;
  const milliseconds most = seconds(a.timeout);
  out.timeouts.resolve = out.timeouts.connect = out.timeouts.handshake = std::min(most, milliseconds(20'000));
  out.timeouts.answer = out.timeouts.idle = most;
  out.timeouts.whole = seconds(a.most_minutes * 60);
  out.limits.wire_bytes = out.limits.decoded_bytes = a.most_bytes;
  out.user_agent = std::string("boussole/") + kVersion + (a.contact.empty() ? "" : " (" + a.contact + ")");
  out.ca_file = a.ca_file;
  out.proxy = http::proxy_settings(environment);
  out.allow_http = a.allow_http;
  if (a.allow_private) out.may_connect = [](const http::Address&) { return true; };
  out.stop = [] { return interrupted != 0; };
  return out;
}

Expected<PullOptions> pull_options(const PullArguments& a, ProgressDisplay& display) {
  auto token = token_of(a);
  if (!token) return std::unexpected(std::move(token.error()));
  if (!one_line(a.contact))
    return std::unexpected(
        usage({"--contact doit tenir sur une ligne, sans accent.", "--contact must be one line, without accents."},
              {"Donnez un courriel ou une adresse de page.", "Give an e-mail or the address of a page."}));
  PullOptions out;
  out.address = a.address;
  out.folder = a.output;
  out.platform = a.platform;
  out.parts = a.parts;
  out.decidim_api = connectors::graphql::pull_decidim;
  out.consul_api = connectors::graphql::pull_consul;
  out.locales = a.locales;
  out.resources = a.resources;
  out.patience = seconds(a.patience * 60);
  out.tool = std::string("boussole ") + kVersion;
  out.decidim_api = connectors::graphql::pull_decidim;
  out.consul_api = connectors::graphql::pull_consul;
  out.session.client = client_options(a);
  out.session.politeness.per_minute = a.per_minute;
  out.session.politeness.retries = a.retries;
  out.session.politeness.most_bytes = a.most_bytes;
  out.session.politeness.most_requests = a.most_requests;
  out.session.politeness.most_time = seconds(a.most_minutes * 60);
  out.session.token = std::move(*token);
  out.session.progress = [&display](const connectors::pull::PullProgress& progress) { display.show(progress); };
  return out;
}

/// A count that is not the one the platform gave is said; those that agree are only counted.
void say_counts(const Outcome& outcome, const Console& console) {
  std::int64_t agree = 0;
  for (const connectors::CountCheck& check : outcome.findings.counts) {
    if (!check.announced) continue;
    if (*check.announced == check.received + check.hidden) {
      ++agree;
      continue;
    }
    const std::string announced = std::to_string(*check.announced), received = std::to_string(check.received);
    console.note({"Attention : " + check.what + " : " + announced + " annoncés, " + received + " reçus.",
                  "Warning: " + check.what + ": " + announced + " announced, " + received + " received."});
  }
  if (agree > 0) {
    const std::string n = std::to_string(agree);
    console.note({n + " comptes de la plateforme sont ceux de ce qui est venu.",
                  n + " counts of the platform are those of what came."});
  }
}

void conclude(const Outcome& outcome, const std::string& folder, const Console& console) {
  if (outcome.was_complete)
    console.note({"Cette collecte est complète depuis le " + outcome.finished_at +
                      " : rien n'a été demandé. Pour des données "
                      "plus récentes, donnez un dossier neuf.",
                  "This pull has been complete since " + outcome.finished_at +
                      ": nothing was asked. For newer data, give a "
                      "new folder."});
  const std::string answers = std::to_string(outcome.answers), bytes = std::to_string(outcome.bytes);
  const std::string earlier = std::to_string(outcome.found);
  console.note({answers + " réponses gardées (" + bytes + " octets), dont " + earlier + " d'une exécution précédente.",
                answers + " answers kept (" + bytes + " bytes), " + earlier + " of them by an earlier run."});
  say_counts(outcome, console);
  for (const Message& change : outcome.findings.changes) console.note(change.text);
  for (const Message& note : outcome.findings.notes) console.note(note.text);
  console.note({"Le dossier contient des noms de personnes : gardez-le pour vous. Ensuite : boussole audit " + folder,
                "The folder holds people's names: keep it to yourself. Next: boussole audit " + folder});
  console.print(folder + "\n");
}

}  // namespace

int run(const PullArguments& arguments, const Console& console) {
  listen_to_interrupts();
  ProgressDisplay display(style_of(arguments, console.quiet()), console.language());
  auto options = pull_options(arguments, display);
  if (!options) {
    console.fail(options.error());
    return exit_code(options.error());
  }
  const auto clock = connectors::pull::system_clock();
  const auto outcome = connectors::pull::pull(*options, *clock);
  display.end();
  if (outcome) {
    conclude(*outcome, arguments.output, console);
    return 0;
  }
  console.fail(outcome.error());
  return interrupted != 0 ? 130 : exit_code(outcome.error());
}

}  // namespace boussole::cli
