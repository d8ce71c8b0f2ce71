package deliver

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
	"time"
)

// Mailbox is a mail server, with who writes to whom.
type Mailbox struct {
	URL          string // smtp://user@host:587 (STARTTLS) or smtps://user@host:465
	From, To     string // addresses, with or without names; To may list several
	PasswordFile string // file with the password of the user; empty for none
}

// Letter is one e-mail.
type Letter struct {
	Key     string // becomes part of the Message-ID: programs know by it what comes twice
	Subject string
	Text    string
	When    time.Time
}

// mailTimeout is how long one try may take.
const mailTimeout = time.Minute

// Check returns an error that says what is wrong with a setting.
func (m Mailbox) Check() error {
	_, _, err := m.parts()
	return err
}

// people are who writes to whom.
type people struct {
	from *mail.Address
	to   []*mail.Address
}

func (m Mailbox) parts() (*url.URL, people, error) {
	u, err := parse(m.URL, "smtp smtps")
	if err != nil {
		return nil, people{}, fmt.Errorf("checking the mail server: %w", err)
	}
	if (u.User.Username() == "") != (m.PasswordFile == "") {
		return nil, people{}, fmt.Errorf("checking the mail server: a user (smtp://user@host) and a file with the password go together: %w", ErrRefused)
	}
	var p people
	if p.from, err = mail.ParseAddress(m.From); err != nil {
		return nil, people{}, fmt.Errorf("checking who writes, %q: %w: %w", m.From, err, ErrRefused)
	}
	if p.to, err = mail.ParseAddressList(m.To); err != nil {
		return nil, people{}, fmt.Errorf("checking to whom, %q: %w: %w", m.To, err, ErrRefused)
	}
	return u, p, nil
}

// Send hands a letter over to the mail server. The connection is encrypted, or it is to
// this machine. Faults of the network and passing refusals (4xx) are tried again.
func (w World) Send(ctx context.Context, m Mailbox, l Letter) error {
	u, p, err := m.parts()
	if err != nil {
		return err
	}
	password := []byte(nil)
	if m.PasswordFile != "" {
		if password, err = secret(m.PasswordFile); err != nil {
			return fmt.Errorf("logging in at the mail server: %w", err)
		}
	}
	content := l.bytes(p)
	err = w.insist(ctx, func() (time.Duration, error) {
		ctx, cancel := context.WithTimeout(ctx, mailTimeout)
		defer cancel()
		return 0, lasting(w.send(ctx, u, password, p, content))
	})
	if err != nil {
		return fmt.Errorf("sending mail by %s: %w", u.Host, err)
	}
	return nil
}

// lasting marks what a server refuses for good.
func lasting(err error) error {
	if said, ok := errors.AsType[*textproto.Error](err); ok && said.Code >= 500 {
		return fmt.Errorf("%w: %w", err, ErrRefused)
	}
	return err
}

func (w World) send(ctx context.Context, u *url.URL, password []byte, p people, content []byte) error {
	c, secure, err := w.connect(ctx, u)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }() // what counts was said before
	if err := c.Hello("localhost"); err != nil {
		return err
	}
	if has, _ := c.Extension("STARTTLS"); has && !secure {
		if err := c.StartTLS(w.trust(u.Hostname())); err != nil {
			return err
		}
		secure = true
	}
	if !secure && (!local(u.Hostname()) || password != nil) {
		return fmt.Errorf("it offers no encryption (STARTTLS): %w", ErrRefused)
	}
	if password != nil {
		if err := c.Auth(smtp.PlainAuth("", u.User.Username(), string(password), u.Hostname())); err != nil {
			return hide(err)
		}
	}
	if err := c.Mail(p.from.Address); err != nil {
		return err
	}
	for _, to := range p.to {
		if err := c.Rcpt(to.Address); err != nil {
			return fmt.Errorf("to %s: %w", to.Address, err)
		}
	}
	data, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := data.Write(content); err != nil {
		return err
	}
	if err := data.Close(); err != nil { // the server has taken it over when this is done
		return err
	}
	_ = c.Quit() // it was taken over, however the conversation ends
	return nil
}

// hide keeps what a server says about a login to its number: it may repeat the password.
func hide(err error) error {
	if said, ok := errors.AsType[*textproto.Error](err); ok {
		return fmt.Errorf("logging in: %w", &textproto.Error{Code: said.Code, Msg: "the login is not accepted"})
	}
	return fmt.Errorf("logging in: %w", err)
}

// connect opens a conversation that ends with the context.
func (w World) connect(ctx context.Context, u *url.URL) (c *smtp.Client, secure bool, err error) {
	port := u.Port()
	if port == "" {
		port = map[string]string{"smtp": "587", "smtps": "465"}[u.Scheme]
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return nil, false, err
	}
	if limit, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(limit); err != nil {
			return nil, false, errors.Join(err, conn.Close())
		}
	}
	if secure = u.Scheme == "smtps"; secure {
		conn = tls.Client(conn, w.trust(u.Hostname()))
	}
	c, err = smtp.NewClient(conn, u.Hostname())
	if err != nil {
		return nil, false, errors.Join(err, conn.Close())
	}
	return c, secure, nil
}

// bytes writes a letter as RFC 5322 has it. Nothing in it can end a header early.
func (l Letter) bytes(p people) []byte {
	_, host, _ := strings.Cut(p.from.Address, "@")
	to := make([]string, len(p.to))
	for i, a := range p.to {
		to[i] = a.String()
	}
	var b bytes.Buffer
	for _, h := range [][2]string{
		{"From", p.from.String()},
		{"To", strings.Join(to, ",\r\n ")},
		{"Subject", subject(l.Subject)},
		{"Date", l.When.UTC().Format(time.RFC1123Z)},
		{"Message-ID", "<" + l.Key + "@" + host + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		b.WriteString(h[0] + ": " + h[1] + "\r\n")
	}
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	_, _ = q.Write([]byte(l.Text)) // into memory: it cannot fail
	_ = q.Close()
	return b.Bytes()
}

// longestSubject is in code points; people see no more of it.
const longestSubject = 150

func subject(words string) string {
	runes := []rune(strings.Join(strings.Fields(words), " "))
	if len(runes) > longestSubject {
		runes = append(runes[:longestSubject-1], '…')
	}
	encoded := mime.QEncoding.Encode("utf-8", string(runes))
	return strings.ReplaceAll(encoded, "?= =?", "?=\r\n =?") // lines of at most 998 bytes
}
