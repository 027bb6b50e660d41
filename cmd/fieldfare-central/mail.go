package main

import (
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/mail"
)

// mailFlags say how mails go, and how people reach the pages that they lead to.
type mailFlags struct {
	dir, smtp, line, user, password, from, url string
}

func (m *mailFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&m.dir, "mail-dir", "", "folder that mails are written to instead of being sent, for trying things out")
	fs.StringVar(&m.smtp, "smtp", "", "host and port of the mail server")
	fs.StringVar(&m.line, "smtp-line", mail.StartTLS, "how the line to it is kept private: starttls, tls, or none for a server on this machine")
	fs.StringVar(&m.user, "smtp-user", "", "name to sign in to it with")
	fs.StringVar(&m.password, "smtp-password-file", "", "file that holds the password, one line")
	fs.StringVar(&m.from, "mail-from", "", "address that mails are from")
	fs.StringVar(&m.url, "public-url", "", "how people reach this service, such as https://reports.example.nhs.uk")
}

// settle checks what was said and fills in what follows from it: on this machine the pages are where the service listens.
func (m *mailFlags) settle(listens string, tls bool) error {
	host, _, _ := net.SplitHostPort(listens) // a listener's own address
	ip := net.ParseIP(host)
	if m.url == "" && ip != nil && ip.IsLoopback() {
		m.url = map[bool]string{false: "http://", true: "https://"}[tls] + listens
	}
	u, err := url.Parse(m.url)
	switch {
	case m.dir != "" && m.smtp != "":
		return usageError("Give --mail-dir or --smtp, not both.")
	case m.smtp != "" && m.from == "":
		return usageError("--smtp needs --mail-from, an address that answers can come to.")
	case m.url == "" && m.sends():
		return usageError("Mails need --public-url: it stands in front of every link.")
	case err != nil || m.url != "" && (u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" || u.RawQuery != ""):
		return usageError("--public-url is a scheme and a host, such as https://reports.example.nhs.uk.")
	case u.Scheme == "http" && (ip == nil || !ip.IsLoopback()) && m.sends():
		return usageError("--public-url must begin with https: a report does not travel over an open line.")
	}
	m.url = strings.TrimSuffix(m.url, "/")
	return nil
}

func (m *mailFlags) sends() bool { return m.dir != "" || m.smtp != "" }

// open makes the sender; nil when mails are not to go.
func (m *mailFlags) open() (s mail.Sender, from, url string, err error) {
	from = m.from
	if from == "" {
		from = "reports@localhost.localdomain"
	}
	if _, err := mail.Address(from); err != nil {
		return nil, "", "", usageError("--mail-from is one address, such as reports@example.nhs.uk.")
	}
	switch {
	case m.dir != "":
		return mail.Folder(m.dir), from, m.url, nil
	case m.smtp == "":
		return nil, from, m.url, nil
	}
	out := mail.SMTP{Addr: m.smtp, Line: m.line, User: m.user}
	if m.password != "" {
		raw, err := os.ReadFile(m.password)
		if err != nil {
			return nil, "", "", assessments.Wrap(err, assessments.Invalid, "serve", "The file of --smtp-password-file cannot be read.")
		}
		out.Password = strings.TrimRight(string(raw), "\r\n")
	}
	return out, from, m.url, out.Check()
}
