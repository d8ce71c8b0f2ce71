package deliver_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/deliver"
)

// server is a mail server of this machine. It keeps what it is given.
type server struct {
	net.Listener
	tls     *tls.Config         // offers STARTTLS where it is there
	answers map[string][]string // one after the other, by the first word of a command; then the usual
	mu      sync.Mutex
	log     []string // commands
	letters []string
	secure  []bool
}

func newServer(t *testing.T, c *tls.Config, answers map[string][]string) *server {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{Listener: l, tls: c, answers: answers}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			open.Go(func() { s.talk(conn) })
		}
	})
	t.Cleanup(func() { _ = l.Close(); open.Wait() })
	return s
}

// talk is one conversation.
func (s *server) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	text, secure := textproto.NewConn(conn), false
	_ = text.PrintfLine("220 here")
	for {
		line, err := text.ReadLine()
		if err != nil {
			return
		}
		word, _, _ := strings.Cut(line, " ")
		reply := s.reply(strings.ToUpper(word), line, secure)
		_ = text.PrintfLine("%s", strings.ReplaceAll(reply, "\n", "\r\n"))
		switch {
		case word == "STARTTLS" && strings.HasPrefix(reply, "220"):
			conn = tls.Server(conn, s.tls)
			text, secure = textproto.NewConn(conn), true
		case word == "DATA" && strings.HasPrefix(reply, "354"):
			content, err := io.ReadAll(text.DotReader())
			if err != nil {
				return
			}
			s.mu.Lock()
			s.letters, s.secure = append(s.letters, string(content)), append(s.secure, secure)
			s.mu.Unlock()
			_ = text.PrintfLine("250 taken")
		case word == "QUIT":
			return
		}
	}
}

func (s *server) reply(word, line string, secure bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, line)
	if next := s.answers[word]; len(next) > 0 {
		s.answers[word] = next[1:]
		return next[0]
	}
	switch {
	case word == "EHLO" && s.tls != nil && !secure:
		return "250-here\n250 STARTTLS"
	case word == "EHLO":
		return "250-here\n250 AUTH PLAIN"
	case word == "STARTTLS":
		return "220 go on"
	case word == "AUTH":
		return "235 welcome"
	case word == "DATA":
		return "354 go on"
	}
	return "250 fine"
}

// certificate makes one for localhost, and whom to trust.
func certificate(t *testing.T) (offered, trusted *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12},
		&tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

func letter() deliver.Letter {
	return deliver.Letter{
		Key: "k1", Subject: "[talks] Ilse Märén met\r\nBcc: evil@x.example", When: time.Date(2031, 5, 8, 12, 0, 0, 0, time.UTC),
		Text: "One = 1\n.\nقال " + strings.Repeat("long ", 300) + "\n",
	}
}

func TestSend(t *testing.T) {
	offered, trusted := certificate(t)
	for name, tc := range map[string]struct {
		tls  *tls.Config
		user bool
	}{"on this machine": {}, "encrypted": {tls: offered}, "with a login": {tls: offered, user: true}} {
		t.Run(name, func(t *testing.T) {
			w, s := newWorld(), newServer(t, tc.tls, nil)
			w.TLS = trusted
			box := deliver.Mailbox{URL: "smtp://" + s.Addr().String(), From: "Désk <desk@mail.example>", To: "b@mail.example, C D <c@mail.example>"}
			if tc.user {
				box.URL, box.PasswordFile = "smtp://desk@"+s.Addr().String(), file(t, "tide")
			}
			if err := w.Send(t.Context(), box, letter()); err != nil {
				t.Fatal(err, s.log)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			said := strings.Join(s.log, "\n")
			login := "AUTH PLAIN " + base64.StdEncoding.EncodeToString([]byte("\x00desk\x00tide"))
			if len(s.letters) != 1 || s.secure[0] != (tc.tls != nil) || strings.Contains(said, login) != tc.user ||
				!strings.Contains(said, "RCPT TO:<b@mail.example>") || !strings.Contains(said, "RCPT TO:<c@mail.example>") || strings.Contains(said, "evil") {
				t.Errorf("%d letters, encrypted %v, after\n%s", len(s.letters), s.secure, said)
			}
			read(t, s.letters[0])
		})
	}
}

// read holds a letter to what was to be written.
func read(t *testing.T, content string) {
	t.Helper()
	m, err := mail.ReadMessage(bufio.NewReader(strings.NewReader(content)))
	if err != nil {
		t.Fatal(err)
	}
	var words mime.WordDecoder
	subject, err := words.DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "[talks] Ilse Märén met Bcc: evil@x.example" || m.Header.Get("Bcc") != "" {
		t.Errorf("subject %q, %v; %v", subject, m.Header, err)
	}
	if from, err := m.Header.AddressList("From"); err != nil || from[0].Name != "Désk" {
		t.Errorf("from %v; %v", from, err)
	}
	if to, err := m.Header.AddressList("To"); err != nil || len(to) != 2 {
		t.Errorf("to %v; %v", to, err)
	}
	if m.Header.Get("Message-Id") != "<k1@mail.example>" || m.Header.Get("Date") != "Thu, 08 May 2031 12:00:00 +0000" {
		t.Errorf("%v", m.Header)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || strings.ReplaceAll(string(text), "\r\n", "\n") != letter().Text {
		t.Errorf("reads %q; %v", text, err)
	}
	for line := range strings.Lines(content) {
		if len(line) > 998 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

func TestSendFails(t *testing.T) {
	offered, trusted := certificate(t)
	for name, tc := range map[string]struct {
		tls      *tls.Config
		answers  map[string][]string
		user     bool
		distrust bool
		letters  int
		pauses   int
		fails    string
		final    bool
	}{
		"a passing refusal":     {answers: map[string][]string{"MAIL": {"451 later"}, "RCPT": {"450 busy"}}, letters: 1, pauses: 2},
		"refused for good":      {answers: map[string][]string{"RCPT": {"550 nobody"}}, fails: "550", final: true},
		"always busy":           {answers: map[string][]string{"MAIL": {"451 a", "451 b", "451 c", "451 d", "451 e"}}, pauses: 4, fails: "451"},
		"wrong password":        {tls: offered, user: true, answers: map[string][]string{"AUTH": {"535 tide is wrong"}}, fails: "535", final: true},
		"a login in the clear":  {user: true, fails: "no encryption", final: true},
		"nobody vouches for it": {tls: offered, distrust: true, pauses: 4, fails: "certificate"},
		"encryption is put off": {tls: offered, answers: map[string][]string{"STARTTLS": {"454 not now"}}, letters: 1, pauses: 1},
	} {
		t.Run(name, func(t *testing.T) {
			w, s := newWorld(), newServer(t, tc.tls, tc.answers)
			if !tc.distrust {
				w.TLS = trusted
			}
			box := deliver.Mailbox{URL: "smtp://" + s.Addr().String(), From: "a@mail.example", To: "b@mail.example"}
			if tc.user {
				box.URL, box.PasswordFile = "smtp://desk@"+s.Addr().String(), file(t, "tide")
			}
			err := w.Send(t.Context(), box, letter())
			s.mu.Lock()
			defer s.mu.Unlock()
			if (err != nil) != (tc.fails != "") || err != nil && (!strings.Contains(err.Error(), tc.fails) || strings.Contains(err.Error(), "tide")) {
				t.Errorf("fails with %v", err)
			}
			if errors.Is(err, deliver.ErrRefused) != tc.final || len(w.pauses) != tc.pauses || len(s.letters) != tc.letters {
				t.Errorf("%v; pauses %v, %d letters", err, w.pauses, len(s.letters))
			}
			if tc.user && tc.tls == nil && strings.Contains(strings.Join(s.log, " "), "AUTH") {
				t.Error("the password went in the clear")
			}
		})
	}
}
