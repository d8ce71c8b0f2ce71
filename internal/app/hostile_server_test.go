package app_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/text/encoding/charmap"
)

// prose is a report in the pages of the hostile site, made up as all of this is.
const prose = "Foreign Minister Ilse Maren met a delegation of the Tarvian government in Geneva on Tuesday to discuss a ceasefire, the foreign ministry said. " +
	"At least 12 people were killed when Tarvian forces shelled the town of Dorn on Monday, a hospital official said. Tarvia denied shelling the town."

// story is a well-formed page with that report.
func story(title string) string {
	return "<!doctype html><html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + prose + "</p></article></body></html>"
}

// handlers makes the answers of a site, by path.
type handlers map[string]http.HandlerFunc

// html answers with a page.
func html(body string) http.HandlerFunc { return typed("text/html; charset=utf-8", body) }

// typed answers with a body of a type.
func typed(media, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if media != "" {
			w.Header().Set("Content-Type", media)
		} else {
			w.Header()["Content-Type"] = nil
		}
		_, _ = io.WriteString(w, body)
	}
}

// rss answers with a feed of these entries.
func rss(entries ...string) http.HandlerFunc {
	return typed("application/rss+xml", `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour Gazette</title>`+strings.Join(entries, "\n")+`</channel></rss>`)
}

// entry is one entry of a feed.
func entry(link, rest string) string {
	return "<item><title>Maren in Geneva</title><link>" + link + "</link>" + rest + "</item>"
}

// packedAs answers with a body under a content encoding.
func packedAs(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", coding)
		_, _ = w.Write(body)
	}
}

// to sends on.
func to(status int, address string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if address != "" {
			w.Header().Set("Location", address)
		}
		w.WriteHeader(status)
	}
}

// status answers with a status and a page that says so.
func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		if code >= 200 && code != http.StatusNoContent && code != http.StatusNotModified {
			_, _ = io.WriteString(w, "<p>no")
		}
	}
}

// wire answers with bytes of its own instead of HTTP, and then goes away.
func wire(say string, then func(net.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer c.Close()
		_, _ = io.WriteString(c, say)
		if then != nil {
			then(c)
		}
	}
}

// drip sends a byte now and then until the client has gone.
func drip(c net.Conn) {
	for range 200 {
		if _, err := io.WriteString(c, "x"); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func gz(b []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

func brotlied(b []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

func zipped(b []byte, raw bool) []byte {
	var out bytes.Buffer
	var w io.WriteCloser = zlib.NewWriter(&out)
	if raw {
		w, _ = flate.NewWriter(&out, flate.BestSpeed)
	}
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

// bomb is n MiB of nothing, packed.
func bomb(n int) []byte { return gz(bytes.Repeat([]byte{' '}, n<<20)) }

func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func in(cm *charmap.Charmap, s string) string {
	out, err := cm.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// site serves handlers; robots.txt is missing unless it is one of them.
func site(t *testing.T, h handlers) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if do := h[r.URL.Path]; do != nil {
			do(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	s.Config.ErrorLog = nil
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// changing answers with one body after the other, the last one from then on.
func changing(bodies ...string) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		body := bodies[min(n, len(bodies)-1)]
		n++
		mu.Unlock()
		html(body)(w, r)
	}
}

// names is a server of DNS that answers every question with the addresses it has for the
// name, or that there is no such name.
func names(t *testing.T, known map[string]string) *net.Resolver {
	t.Helper()
	pc, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pc.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			if out := answer(buf[:n], known); out != nil {
				_, _ = pc.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

// answer makes the answer of the server of DNS.
func answer(question []byte, known map[string]string) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	q := m.Questions[0]
	ip := net.ParseIP(known[strings.TrimSuffix(q.Name.String(), ".")])
	header := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 1}
	switch v4 := ip.To4(); {
	case ip == nil:
		m.RCode = dnsmessage.RCodeNameError
	case v4 != nil && q.Type == dnsmessage.TypeA:
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: [4]byte(v4)}}}
	case v4 == nil && q.Type == dnsmessage.TypeAAAA:
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AAAAResource{AAAA: [16]byte(ip)}}}
	}
	out, err := m.Pack()
	if err != nil {
		return nil
	}
	return out
}

// laughs is a DTD of a billion laughs, and then some.
func laughs() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE rss [<!ENTITY a0 \"ha\">")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString("]>")
	return b.String()
}
