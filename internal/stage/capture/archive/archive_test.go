package archive_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/archive"
)

const body = "<!doctype html><p>Envoys met in Geneva on Tuesday."

// response is an HTTP answer with a page.
func response(head, page string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n" + head + "\r\n" + page
}

// record is one record with its block and the blank lines behind it.
func record(kind, head, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://news.example/talks\r\nWARC-Date: 2026-11-21T10:00:00Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, head, len(block), block)
}

// good is a record with the page.
func good() string { return record("response", "", response("", body)) }

func packed(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(p))
		_ = z.Close()
	}
	return b.String()
}

// read reads a WARC file.
func read(s string, l archive.Limits) (pages []archive.Page, issues string) {
	for p, issue := range archive.Read(strings.NewReader(s), "a.warc", l) {
		if issue != nil {
			issues += tell(*issue)
			continue
		}
		pages = append(pages, p)
	}
	return pages, issues
}

func tell(i trucewatch.Issue) string { return i.Where + ": " + i.What + ": " + i.Why + "\n" }

func TestRead(t *testing.T) {
	sum := sha1.Sum([]byte(body))
	digest := "WARC-Payload-Digest: sha1:" + base32.StdEncoding.EncodeToString(sum[:]) + "\r\n"
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)
	long := strings.Replace(good(), "Content-Length: ", "Content-Length: 1", 1)
	short := strings.Replace(record("response", "", response("", body+strings.Repeat("x", 60))), "Content-Length: 1", "Content-Length: ", 1)
	for name, tc := range map[string]struct {
		in    string
		pages int
		says  string
	}{
		"one record":                     {good(), 1, ""},
		"WARC 1.1":                       {strings.Replace(good(), "WARC/1.0", "WARC/1.1", 1), 1, ""},
		"packed one by one":              {packed(good(), good(), good()), 3, ""},
		"packed as a whole":              {packed(good() + good()), 2, ""},
		"line feeds alone":               {strings.ReplaceAll(record("response", "", strings.ReplaceAll(response("", body), "\r\n", "\n")), "\r\n", "\n"), 1, ""},
		"address in brackets":            {strings.Replace(good(), "https://news.example/talks", "<https://news.example/talks>", 1), 1, ""},
		"folded header":                  {strings.Replace(good(), "WARC-Date: ", "WARC-Date:\r\n ", 1), 1, ""},
		"other records":                  {record("warcinfo", "", "software: x") + record("request", "", "GET / HTTP/1.1\r\n\r\n") + record("metadata", "", "x") + record("revisit", "", "HTTP/1.1 200 OK\r\n\r\n") + good(), 1, ""},
		"resource":                       {record("resource", "Content-Type: text/html\r\n", body), 1, ""},
		"resource that is no page":       {record("resource", "Content-Type: image/png\r\n", "x"), 0, ""},
		"DNS":                            {strings.Replace(record("response", "", "20261121 news.example. 1 IN A 192.0.2.1"), "https://news.example/talks", "dns:news.example", 1), 0, ""},
		"picture":                        {record("response", "", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"), 0, ""},
		"redirect":                       {record("response", "", "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"), 0, ""},
		"robots.txt":                     {strings.Replace(record("response", "", strings.Replace(response("", "x"), "text/html", "text/plain", 1)), "/talks", "/robots.txt", 1), 0, ""},
		"chunked":                        {record("response", "", response("Transfer-Encoding: chunked\r\n", chunked)), 1, ""},
		"chunked, but kept whole":        {record("response", "", response("Transfer-Encoding: chunked\r\n", body)), 1, ""},
		"gzip":                           {record("response", "", response("Content-Encoding: gzip\r\n", packed(body))), 1, ""},
		"gzip, but kept whole":           {record("response", "", response("Content-Encoding: gzip\r\n", body)), 1, ""},
		"gzip in chunks":                 {record("response", "", response("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(packed(body)), packed(body)))), 1, ""},
		"gzip broken off":                {record("response", "", response("Content-Encoding: gzip\r\n", packed(body)[:20])) + good(), 1, "unpacking the page"},
		"a packing that is unknown":      {record("response", "", response("Content-Encoding: br\r\n", "\x0b\x02\x80\x00")) + good(), 1, "packed in a way that is not read"},
		"digest that fits":               {record("response", digest, response("", body)), 1, ""},
		"digest without the chunks":      {record("response", digest, response("Transfer-Encoding: chunked\r\n", chunked)), 1, ""},
		"digest that does not fit":       {record("response", digest, response("", body+"!")), 1, "digest of the page does not fit"},
		"block digest that does not fit": {record("response", "WARC-Block-Digest: sha1:AAAA\r\n", response("", body)), 1, "digest of the record does not fit"},
		"digest of another kind":         {record("response", "WARC-Payload-Digest: blake3:xyz\r\n", response("", body)), 1, ""},
		"cut short by the crawler":       {record("response", "WARC-Truncated: length\r\n", response("", body)), 1, "cut short: length"},
		"no HTTP":                        {record("response", "", "nonsense") + good(), 1, "no HTTP answer"},
		"empty page":                     {record("response", "", response("", "")), 0, ""},
		"too long a length":              {long + good(), 2, ""},
		"too long a length at the end":   {good() + long, 1, "breaks off inside"},
		"too short a length":             {short + good(), 2, "longer or shorter than it says"},
		"no length":                      {strings.Replace(good(), "Content-Length", "X-Length", 1) + good(), 1, "does not say how long"},
		"length below nothing":           {strings.Replace(good(), "Content-Length: ", "Content-Length: -", 1) + good(), 1, "does not say how long"},
		"truncated":                      {good() + good()[:200], 1, "breaks off inside"},
		"truncated in the head":          {good() + good()[:60], 1, "breaks off inside"},
		"packed and truncated":           {packed(good()) + packed(good())[:60], 1, ""},
		"a damaged part":                 {packed(good()) + strings.Replace(packed(good()), packed(good())[40:60], strings.Repeat("\xff", 20), 1) + packed(good()), 2, "left out"},
		"padding between parts":          {packed(good()) + "nonsense" + packed(good()), 2, ""},
		"nothing":                        {"", 0, "empty"},
		"prose":                          {"Envoys met in Geneva.\n", 0, "no WARC file"},
		"a line without end":             {"WARC/1.0\r\nX: " + strings.Repeat("x", 100<<10) + "\r\n\r\n" + good(), 1, "longer than 64 KiB"},
		"fields without end":             {"WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 500) + "\r\n" + good(), 1, "more than 200 fields"},
		"blank lines":                    {"\r\n\r\n" + good() + "\r\n\r\n\r\n" + good(), 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			pages, issues := read(tc.in, archive.DefaultLimits())
			if len(pages) != tc.pages || !strings.Contains(issues, tc.says) {
				t.Errorf("%d pages, want %d; the issues are\n%swant %q", len(pages), tc.pages, issues, tc.says)
			}
			for _, p := range pages {
				if name == "too short a length" {
					break // its page is cut, and that is told
				}
				if p.URL != "https://news.example/talks" || !strings.HasPrefix(string(p.Bytes), "<!doctype html><p>Envoys") || p.MediaType != "text/html" || p.Retrieved.Format("2006-01-02 15") != "2026-11-21 10" {
					t.Errorf("%+v %s", p, p.Bytes)
				}
			}
		})
	}
}

// TestLimits bounds one page and the whole.
func TestLimits(t *testing.T) {
	big := record("response", "", response("", strings.Repeat("x", 300<<10)))
	pages, issues := read(big+good(), archive.Limits{PageBytes: 100 << 10, TotalBytes: 1 << 20, Files: 1})
	if len(pages) != 1 || !strings.Contains(issues, "the page is larger") {
		t.Errorf("%d pages\n%s", len(pages), issues)
	}
	bomb := record("response", "", response("Content-Encoding: gzip\r\n", packed(strings.Repeat(" ", 5<<20))))
	if pages, issues = read(bomb+good(), archive.Limits{PageBytes: 1 << 20, TotalBytes: 8 << 20, Files: 1}); len(pages) != 1 || !strings.Contains(issues, "larger than 1 MiB") {
		t.Errorf("%d pages\n%s", len(pages), issues)
	}
	many := packed(strings.Repeat(good(), 10_000))
	if pages, issues = read(many, archive.Limits{PageBytes: 1 << 20, TotalBytes: 1 << 20, Files: 1}); len(pages) == 0 || len(pages) > 5000 || !strings.Contains(issues, "unpacks to more than 1 MiB") {
		t.Errorf("%d pages\n%s", len(pages), issues)
	}
}

// wacz makes a zip file.
func wacz(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.wacz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(content))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpen(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "a.warc.gz")
	if err := os.WriteFile(plain, []byte(packed(good())), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		path  string
		pages int
		says  string
	}{
		"WARC":             {plain, 1, ""},
		"WACZ":             {wacz(t, map[string]string{"archive/data.warc.gz": packed(good(), good()), "archive/b.warc": good(), "pages/pages.jsonl": "{}", "datapackage.json": "{}"}), 3, ""},
		"names that leave": {wacz(t, map[string]string{"../../evil.warc": good(), "/etc/evil.warc": good(), `..\evil.warc`: good(), "a/../b.warc": good(), "archive/c.warc": good()}), 1, "leads out of the archive"},
		"no WARC in it":    {wacz(t, map[string]string{"readme.txt": "x"}), 0, "without a WARC file"},
		"no file":          {plain + ".gone", 0, "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			var issues string
			n := 0
			for _, issue := range archive.Open(tc.path, archive.DefaultLimits()) {
				if issue != nil {
					issues += tell(*issue)
					continue
				}
				n++
			}
			if n != tc.pages || !strings.Contains(issues, tc.says) || tc.says == "" && issues != "" {
				t.Errorf("%d pages, want %d; the issues are\n%swant %q", n, tc.pages, issues, tc.says)
			}
		})
	}
	content, err := os.ReadFile(wacz(t, map[string]string{"archive/a.warc": good()}))
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.wacz")
	if err := os.WriteFile(cut, content[:len(content)-30], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, issue := range archive.Open(cut, archive.DefaultLimits()) {
		if issue == nil || !strings.Contains(issue.Why, "no zip file that can be read") {
			t.Errorf("a WACZ file without its end: %+v", issue)
		}
	}
}

// TestEarlyEnd stops after the first page.
func TestEarlyEnd(t *testing.T) {
	n := 0
	for range archive.Read(strings.NewReader(good()+good()+"nonsense\n"+good()), "a.warc", archive.DefaultLimits()) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d steps", n)
	}
}

// TestBroken reads 1,000 damaged archives.
func TestBroken(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2026))
	kept := 0
	for i := range 1000 {
		s := []byte(good() + good() + good())
		if i%2 == 0 {
			s = []byte(packed(good(), good(), good()))
		}
		for range 1 + r.IntN(3) {
			at := r.IntN(len(s))
			switch r.IntN(4) {
			case 0:
				s = s[:max(at, 1)]
			case 1:
				s[at] = byte(r.UintN(256))
			case 2:
				s = append(s[:at:at], s[min(len(s), at+r.IntN(80)):]...)
			default:
				s = append(s[:at:at], append(bytes.Repeat([]byte{byte(r.UintN(256))}, r.IntN(50)), s[at:]...)...)
			}
			if len(s) == 0 {
				s = []byte("W")
			}
		}
		pages, _ := read(string(s), archive.DefaultLimits())
		kept += len(pages)
	}
	if kept < 1000 {
		t.Errorf("%d of 3,000 pages were kept", kept)
	}
	t.Logf("%d of 3,000 pages were kept", kept)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{good(), packed(good()), packed(good() + good()), good()[:100], "WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "\x1f\x8b", record("resource", "Content-Type: text/plain\r\n", "x")} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		pages, _ := read(string(b), archive.Limits{PageBytes: 1 << 20, TotalBytes: 8 << 20, Files: 10})
		for _, p := range pages {
			if len(p.Bytes) == 0 || len(p.Bytes) > 1<<20 {
				t.Fatalf("a page of %d bytes", len(p.Bytes))
			}
		}
	})
}
