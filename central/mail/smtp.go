package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/smtp"
	"net/textproto"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// How a line to a server is kept from being read: TLS from the first byte, or STARTTLS before anything is said. Open is for a
// server on this machine and for nothing else.
const (
	FromStart = "tls"
	StartTLS  = "starttls"
	Open      = "none"
)

// An SMTP is a server that takes our mails. Addr is host:port. With User it is signed in to, never over an open line.
type SMTP struct {
	Addr           string
	User, Password string
	Line           string      // FromStart, StartTLS or Open
	TLS            *tls.Config // nil: the host's own certificate, checked against the machine's roots
	Patience       time.Duration
}

// Check refuses settings that would send mails over an open line.
func (s SMTP) Check() error {
	const op = "mail.smtp"
	host, _, err := net.SplitHostPort(s.Addr)
	ip := net.ParseIP(host)
	switch {
	case err != nil:
		return assessments.Wrap(err, assessments.Invalid, op, "The mail server is named by host and port, such as mail.example:587.")
	case s.Line != FromStart && s.Line != StartTLS && s.Line != Open:
		return assessments.Errorf(assessments.Invalid, op, "The line to the mail server is tls, starttls or none.")
	case s.Line == Open && (host != "localhost" && (ip == nil || !ip.IsLoopback()) || s.User != ""):
		return assessments.Errorf(assessments.Invalid, op, "Without TLS mail goes only to a server on this machine, and without a password.")
	}
	return nil
}

// Send hands the message to the server. When it returns nil the server has taken it upon itself.
func (s SMTP) Send(ctx context.Context, m Message) error {
	raw, err := m.Bytes()
	if err != nil {
		return err
	}
	if err := s.Check(); err != nil {
		return err
	}
	return said(s.hand(ctx, m, raw))
}

func (s SMTP) hand(ctx context.Context, m Message, raw []byte) error {
	host, _, _ := net.SplitHostPort(s.Addr) // Check has looked
	patience := s.Patience
	if patience == 0 {
		patience = time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conf := s.TLS.Clone()
	if conf == nil {
		conf = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	if conf.ServerName == "" {
		conf.ServerName = host
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.Addr)
	if err != nil {
		return err
	}
	// A server that falls silent, or a caller who waits no longer, ends the line.
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if s.Line == FromStart {
		conn = tls.Client(conn, conf)
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		_ = conn.Close() // the error before it counts
		return err
	}
	defer c.Close()
	if s.Line == StartTLS {
		if err := c.StartTLS(conf); err != nil {
			return err
		}
	}
	if s.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.User, s.Password, host)); err != nil {
			return assessments.Wrap(err, assessments.Unavailable, "mail.auth", "The mail server did not accept our password.") // somebody will put it right
		}
	}
	if err := c.Mail(m.From); err != nil {
		return err
	}
	if err := c.Rcpt(m.To); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(raw); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	_ = c.Quit() // it has the mail already
	return nil
}

// said tells a refusal for good, which a server marks by 5xx, from everything that may be better in an hour.
func said(err error) error {
	var own *assessments.Error
	var reply *textproto.Error
	switch {
	case err == nil || errors.As(err, &own):
		return err
	case errors.As(err, &reply) && reply.Code >= 500 && reply.Code < 600:
		return assessments.Wrap(err, assessments.Invalid, "mail.send", "The mail server refused the address or the mail.")
	}
	return assessments.Wrap(err, assessments.Unavailable, "mail.send", "The mail server could not be reached, or is busy.")
}
