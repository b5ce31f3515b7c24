#include "connectors/http/faults.h"

#include <openssl/x509_vfy.h>

#include <utility>

namespace boussole::http::faults {
namespace {

const Text kRetryLater{"Recommencez plus tard : la même commande reprend où elle s'est arrêtée.",
                       "Try again later: the same command goes on where it stopped."};
const Text kAskPlatform{"Signalez-le à qui exploite la plateforme.", "Tell those who run the platform."};

/// What the certificate check found, in words; the common reasons have their own.
Text certificate_words(long result, const std::string& cause) {
  switch (result) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {"son certificat a expiré", "its certificate has expired"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return {"son certificat n'est pas encore valable", "its certificate is not valid yet"};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return {"son certificat est celui d'un autre hôte", "its certificate is that of another host"};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {"son certificat vient d'une autorité inconnue", "its certificate comes from an unknown authority"};
    default:
      return {"son certificat est refusé (" + cause + ")", "its certificate is refused (" + cause + ")"};
  }
}

}  // namespace

Failure timed_out(const std::string& host, const Text& during) {
  return failure(Fault::timeout, host,
                 {"pas de réponse à temps (" + during.fr + ")", "no answer in time (" + during.en + ")"}, kRetryLater);
}

Failure dropped(const std::string& host) {
  return failure(Fault::dropped, host,
                 {"la connexion a été coupée avant la fin de la réponse", "the connection ended before the answer did"},
                 kRetryLater);
}

Failure not_connected(const std::string& host, const std::string& cause) {
  return failure(Fault::connect, host,
                 {"impossible de s'y connecter (" + cause + ")", "cannot connect to it (" + cause + ")"},
                 {"Vérifiez l'adresse, le réseau et le proxy.", "Check the address, the network and the proxy."});
}

Failure private_address(const std::string& host, const std::string& address) {
  return failure(Fault::private_address, host,
                 {"cet hôte a une adresse locale ou privée (" + address + ") : aucune requête n'y est envoyée",
                  "this host has a local or private address (" + address + "): no request is sent to it"},
                 {"Si c'est voulu (plateforme du réseau interne), ajoutez --allow-private.",
                  "If this is meant (a platform of the internal network), add --allow-private."});
}

Failure certificate(const std::string& host, long verify_result, const std::string& cause) {
  return failure(
      Fault::certificate, host, certificate_words(verify_result, cause),
      {"Rien n'a été demandé à cet hôte. Derrière un proxy d'entreprise, donnez son autorité par --ca-file ; "
       "sinon signalez-le à qui exploite la plateforme.",
       "Nothing was asked of this host. Behind a company proxy, give its authority with --ca-file; otherwise "
       "tell those who run the platform."});
}

Failure tls(const std::string& host, const std::string& cause) {
  return failure(Fault::tls, host,
                 {"la connexion chiffrée n'a pas pu s'établir (" + cause + ")",
                  "the encrypted connection could not be made (" + cause + ")"},
                 kAskPlatform);
}

Failure malformed(const std::string& host, const std::string& cause) {
  return failure(
      Fault::malformed, host,
      {"sa réponse n'est pas du HTTP correct (" + cause + ")", "its answer is not correct HTTP (" + cause + ")"},
      kAskPlatform);
}

Failure too_many_headers(const std::string& host) {
  return failure(Fault::header_limit, host, {"ses en-têtes sont trop longs", "its headers are too long"}, kAskPlatform);
}

Failure body_too_large(const std::string& host) {
  return failure(Fault::body_limit, host,
                 {"sa réponse est plus grande que la limite", "its answer is larger than the limit"},
                 {"Relevez --max-bytes si cette taille est attendue.", "Raise --max-bytes if this size is expected."});
}

Failure bomb(const std::string& host) {
  return failure(Fault::bomb, host,
                 {"sa réponse compressée se déplie au-delà de la limite", "its packed answer unpacks beyond the limit"},
                 kAskPlatform);
}

Failure bad_gzip(const std::string& host) {
  return failure(Fault::encoding, host,
                 {"sa réponse compressée (gzip) est abîmée", "its packed answer (gzip) is damaged"}, kRetryLater);
}

Failure unasked_encoding(const std::string& host, std::string_view encoding) {
  const std::string name = printable(encoding, 40);
  return failure(Fault::encoding, host,
                 {"sa réponse a un codage qui n'a pas été demandé (" + name + ")",
                  "its answer has an encoding that was not asked for (" + name + ")"},
                 kAskPlatform);
}

Failure downgrade(const std::string& host) {
  return failure(Fault::downgrade, host,
                 {"il redirige de https vers http : refusé", "it redirects from https to http: refused"}, kAskPlatform);
}

Failure plain_http(const std::string& host) {
  Failure out = failure(Fault::plain_http, host,
                        {"cette adresse est en http, sans chiffrement", "this address is http, not encrypted"},
                        {"Écrivez https://, ou ajoutez --allow-http si la plateforme n'a rien d'autre.",
                         "Write https://, or add --allow-http if the platform has nothing else."});
  out.error.kind = Error::Kind::usage;
  return out;
}

Failure redirects(const std::string& host, const Text& what) {
  return failure(Fault::redirects, host, what, kAskPlatform);
}

Failure proxy_refused(const std::string& host, int status) {
  const std::string code = std::to_string(status);
  if (status == 407)
    return failure(Fault::proxy, host,
                   {"le proxy demande un nom et un mot de passe, ou refuse ceux qu'il a reçus (407)",
                    "the proxy asks for a user name and a password, or refuses those it was given (407)"},
                   {"Écrivez https_proxy=http://nom:motdepasse@hote:port (http_proxy pour une adresse en http).",
                    "Write https_proxy=http://name:password@host:port (http_proxy for an http address)."});
  if (status == 502 || status == 503 || status == 504)
    return failure(
        Fault::connect, host,
        {"le proxy n'atteint pas cet hôte (" + code + ")", "the proxy does not reach this host (" + code + ")"},
        kRetryLater);
  return failure(Fault::proxy, host,
                 {"le proxy refuse la connexion à cet hôte (" + code + ")",
                  "the proxy refuses the connection to this host (" + code + ")"},
                 {"Demandez à qui gère le proxy d'ouvrir cet hôte, ou ajoutez l'hôte à no_proxy.",
                  "Ask those who run the proxy to open this host, or add the host to no_proxy."});
}

Failure proxy_dropped(const std::string& host) {
  return failure(Fault::dropped, host,
                 {"la connexion a été coupée, derrière le proxy ou par lui, avant d'être établie",
                  "the connection ended, at the proxy or beyond it, before it was made"},
                 {"Recommencez plus tard ; si cela dure, vérifiez que le proxy laisse passer cet hôte.",
                  "Try again later; if it lasts, check that the proxy lets this host through."});
}

Failure proxy_out_of_reach(const std::string& host, const std::string& proxy, const std::string& cause) {
  const std::string name = printable(proxy, 100);
  return failure(
      Fault::connect, host,
      {"impossible de se connecter au proxy " + name + " (" + cause + ")",
       "cannot connect to the proxy " + name + " (" + cause + ")"},
      {"Vérifiez https_proxy, ou ajoutez l'hôte à no_proxy.", "Check https_proxy, or add the host to no_proxy."});
}

Failure not_a_proxy_answer(const std::string& host, const std::string& cause) {
  return failure(
      Fault::proxy, host,
      {"ce qui répond à l'adresse du proxy n'en est pas un (" + cause + ")",
       "what answers at the proxy's address is no proxy (" + cause + ")"},
      {"Vérifiez l'hôte et le port donnés par https_proxy.", "Check the host and the port given by https_proxy."});
}

Failure credential_in_clear(const std::string& host) {
  Failure out = failure(Fault::plain_http, host,
                        {"cette adresse est en http : votre clé pourrait être lue en chemin, rien n'est envoyé",
                         "this address is http: your key could be read on its way, nothing is sent"},
                        {"Écrivez https://, ou retirez la clé.", "Write https://, or leave the key out."});
  out.error.kind = Error::Kind::usage;
  return out;
}

Failure unreadable_authorities(const std::string& file) {
  Failure out = failure(Fault::certificate, file,
                        {"aucun certificat PEM n'y est lisible", "no PEM certificate can be read in it"},
                        {"Donnez à --ca-file un fichier PEM.", "Give --ca-file a PEM file."});
  out.error.kind = Error::Kind::invalid_input;
  return out;
}

Failure stopped() {
  return failure(Fault::stopped, "", {"arrêté par l'utilisateur", "stopped by the user"},
                 {"La même commande reprend où elle s'est arrêtée.", "The same command goes on where it stopped."});
}

Failure sink(Error error) {
  Failure out;
  out.fault = Fault::sink;
  out.error = std::move(error);
  return out;
}

}  // namespace boussole::http::faults
