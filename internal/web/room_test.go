package web_test

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/web"
)

const (
	struck  = "e-assault-tor-valley-2031-05-05-11aa22bb"
	shelled = "e-assault-dun-33cc44dd"
	met     = "e-consult-port-anna-2031-05-06-0a1b2c3d"
)

// desk keeps decisions in memory.
type desk struct {
	ledger *web.Ledger
	log    []trucewatch.Decision
	marks  map[string]web.Mark
	next   chan *web.Ledger // what somebody who waits gets
}

func (d *desk) Mark(_ context.Context, who string) (web.Mark, error) { return d.marks[who], nil }

func (d *desk) SetMark(_ context.Context, who string, m web.Mark) error {
	d.marks = map[string]web.Mark{who: m}
	return nil
}

func (d *desk) Await(ctx context.Context, seen *web.Ledger) (*web.Ledger, error) {
	select {
	case l := <-d.next:
		return l, nil
	case <-ctx.Done():
		return seen, nil
	}
}

func (d *desk) Ledger(context.Context) (*web.Ledger, error) { return d.ledger, nil }

func (d *desk) Decide(_ context.Context, decisions []trucewatch.Decision) error {
	for _, x := range decisions {
		x.Seq = int64(len(d.log)) + 1
		d.log = append(d.log, x)
	}
	d.ledger = d.ledger.With(d.log)
	return nil
}

// placed is the record of the output tests with positions.
func placed() record.Record {
	r := outputtest.Record()
	for i := range r.Places {
		switch r.Places[i].ID {
		case "dun":
			r.Places[i].Lat, r.Places[i].Lon, r.Places[i].RadiusKM = new(33.25), new(36.5), new(3.0)
		case "tor-valley":
			r.Places[i].Lat, r.Places[i].Lon = new(32.7), new(36.6)
		}
	}
	return r
}

func room(t testing.TB, r record.Record) http.Handler {
	t.Helper()
	h, _ := roomWithDesk(t, r)
	return h
}

func roomWithDesk(t testing.TB, r record.Record) (http.Handler, *desk) {
	t.Helper()
	d := &desk{ledger: web.NewLedger(r, "0123456789abcdef0123", nil, nil)}
	tokens := 0
	h, err := web.New(d, web.Settings{
		Who: "ana", Now: func() time.Time { return time.Date(2031, 5, 9, 12, 0, 0, 0, time.UTC) },
		Token: func() string { tokens++; return fmt.Sprint("token", tokens) }, Complain: func(err error) { t.Error(err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

// get asks for a page as a browser on this machine does.
func get(t testing.TB, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, h, "GET "+path, "", headers...)
}

// ask makes a request, such as "POST /x", with a body.
func ask(t testing.TB, h http.Handler, what, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	method, path, _ := strings.Cut(what, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.Host = "127.0.0.1:8417"
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

var (
	links   = regexp.MustCompile(` (?:href|src|action)="([^"]*)"`)
	anchors = regexp.MustCompile(` id="([^"]*)"`)
)

// TestEveryLinkLeadsSomewhere walks from the first page over every link to the last,
// and holds each page to the rules that all keep.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for name, r := range map[string]record.Record{"usual": placed(), "hostile": outputtest.Hostile()} {
		t.Run(name, func(t *testing.T) {
			h := room(t, r)
			pages := map[string]string{}
			wanted := []string{"/"}
			leads := map[string]string{} // address with anchor: a page that has it
			filters := 0
			for len(wanted) > 0 {
				path := wanted[0]
				wanted = wanted[1:]
				if _, seen := pages[path]; seen {
					continue
				}
				w := get(t, h, path)
				body := w.Body.String()
				pages[path] = body
				if w.Code != http.StatusOK {
					t.Errorf("%s: status %d", path, w.Code)
				}
				if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
					continue
				}
				rules(t, path, body)
				for _, m := range links.FindAllStringSubmatch(strings.ReplaceAll(body, `method="post" action="`, `data-post="`), -1) {
					to := html.UnescapeString(m[1])
					if strings.HasPrefix(to, "#") {
						to = path + to
					}
					if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
						t.Errorf("%s leads to %q, off this machine", path, to)
						continue
					}
					page, _, _ := strings.Cut(to, "#")
					if strings.Contains(to, "#") {
						leads[to] = path
					}
					if n := strings.Count(page, "&"); strings.Contains(page, "?") {
						if filters++; n > 0 || filters > 400 { // not every combination
							continue
						}
					}
					wanted = append(wanted, page)
				}
			}
			for to, from := range leads {
				page, anchor, _ := strings.Cut(to, "#")
				if body, walked := pages[page]; walked && !strings.Contains(body, ` id="`+html.EscapeString(anchor)+`"`) {
					t.Errorf("%s leads to %s, and there is no such place", from, to)
				}
			}
			if len(pages) < 40 {
				t.Errorf("only %d pages", len(pages))
			}
		})
	}
}

// rules are kept by every page.
func rules(t *testing.T, path, body string) {
	t.Helper()
	for _, bad := range []string{"<script>alert", "onmouseover=\"", "onmouseover='x' ", " style=", "<style", "javascript:alert", "http://", "https://", "<no value>", "ZgotmplZ", "%!"} {
		if at := strings.Index(body, bad); at >= 0 && !strings.Contains(html.UnescapeString(body[max(0, at-200):at]), "evil") {
			t.Errorf("%s has %q: %s", path, bad, body[max(0, at-80):min(len(body), at+80)])
		}
	}
	for _, must := range []string{`<html lang="en">`, "<title>", "<h1", `<main id="main"`, `name="viewport"`} {
		if !strings.Contains(body, must) {
			t.Errorf("%s has no %s", path, must)
		}
	}
	if n := strings.Count(body, "<h1"); n != 1 {
		t.Errorf("%s has %d first headings", path, n)
	}
	seen := map[string]bool{}
	for _, m := range anchors.FindAllStringSubmatch(body, -1) {
		if seen[m[1]] {
			t.Errorf("%s has the id %s twice", path, m[1])
		}
		seen[m[1]] = true
	}
}

func TestGuards(t *testing.T) {
	h := room(t, placed())
	w := get(t, h, "/")
	if got := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'self';") || strings.Contains(got, "unsafe") {
		t.Errorf("policy %q", got)
	}
	for _, tc := range []struct {
		method, path string
		headers      []string
		want         int
	}{
		{"GET", "/", []string{"Host", "attacker.example:8417"}, http.StatusMisdirectedRequest},
		{"GET", "/", []string{"Host", "10.0.0.7:8417"}, http.StatusMisdirectedRequest},
		{"GET", "/", []string{"Host", "localhost:8417"}, http.StatusOK},
		{"GET", "/", []string{"Host", "[::1]:8417"}, http.StatusOK},
		{"POST", "/", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"POST", "/", []string{"Origin", "https://attacker.example"}, http.StatusForbidden},
		{"POST", "/", nil, http.StatusMethodNotAllowed},
		{"GET", "/nowhere", nil, http.StatusNotFound},
		{"GET", "/happenings/e-gone", nil, http.StatusNotFound},
		{"GET", "/reports/r-gone", nil, http.StatusNotFound},
		{"GET", "/export/record.xml", nil, http.StatusNotFound},
		{"GET", "/export/record.json?bogus=1", nil, http.StatusBadRequest},
		{"GET", "/assets/room.css", nil, http.StatusOK},
		{"GET", "/assets/../room.go", nil, http.StatusTemporaryRedirect},
	} {
		if w := ask(t, h, tc.method+" "+tc.path, "", tc.headers...); w.Code != tc.want {
			t.Errorf("%s %s %v: status %d, want %d", tc.method, tc.path, tc.headers, w.Code, tc.want)
		}
	}
	tag := get(t, h, "/happenings").Header().Get("ETag")
	if w := get(t, h, "/happenings", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("a page that the reader has: status %d, %d bytes", w.Code, w.Body.Len())
	}
}

var rowIDs = regexp.MustCompile(`<tr data-id="([^"]+)"`)

// TestExportIsTheTable compares the rows of the table under a filter with those of
// every export.
func TestExportIsTheTable(t *testing.T) {
	h := room(t, placed())
	for _, q := range []string{"", "type=ASSAULT", "q=kesh&sort=place", "place=-", "standing=contested&kind=incident", "q=nowhere"} {
		var want []string
		body := get(t, h, "/happenings?"+q).Body.String()
		for _, m := range rowIDs.FindAllStringSubmatch(body, -1) {
			want = append(want, m[1])
		}
		shown := fmt.Sprintf("Export these %d rows", len(want))
		if len(want) == 0 {
			shown = "Export an empty table"
		}
		if !strings.Contains(body, shown) {
			t.Errorf("%q: the page does not say %q", q, shown)
		}
		for _, format := range []string{"happenings.csv", "happenings-exact.csv", "happenings.xlsx", "happenings.geojson", "record.json"} {
			link := regexp.MustCompile(`href="(/export/` + format + `[^"]*)"`).FindStringSubmatch(body)
			if link == nil {
				t.Fatalf("%q: the page has no link to %s", q, format)
			}
			w := get(t, h, html.UnescapeString(link[1]))
			if w.Code != http.StatusOK || w.Header().Get("Trucewatch-Rows") != strconv.Itoa(len(want)) || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
				t.Errorf("%q as %s: status %d, %v", q, format, w.Code, w.Header())
			}
			if again := get(t, h, "/export/"+format+"?"+q); again.Body.String() != w.Body.String() {
				t.Errorf("%q as %s: the link of the page gives something else than the filter", q, format)
			}
			if got := exported(t, format, w.Body.String()); strings.Join(got, " ") != strings.Join(want, " ") && format != "record.json" || len(got) != len(want) {
				t.Errorf("%q as %s: %v, the table has %v", q, format, got, want)
			}
		}
	}
}

// firstCells are the cells of the first column, below the head.
var firstCells = regexp.MustCompile(`<c r="A(?:[2-9]|[1-9][0-9]+)" t="inlineStr"><is><t xml:space="preserve">([^<]*)</t>`)

// sheetOf is the first sheet of a spreadsheet file.
func sheetOf(t *testing.T, body string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// exported reads the ids of the happenings of an export.
func exported(t *testing.T, format, body string) []string {
	t.Helper()
	var ids []string
	switch format {
	case "happenings.xlsx":
		for _, m := range firstCells.FindAllStringSubmatch(sheetOf(t, body), -1) {
			ids = append(ids, m[1])
		}
	case "happenings.geojson":
		var m struct{ Features []struct{ ID string } }
		if err := json.Unmarshal([]byte(body), &m); err != nil {
			t.Fatal(err)
		}
		for _, f := range m.Features {
			ids = append(ids, f.ID)
		}
	case "record.json":
		r, err := record.Unmarshal(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range record.Validate(r) {
			t.Error(err)
		}
		for _, e := range r.Events {
			ids = append(ids, e.ID)
		}
	default:
		lines, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines[1:] {
			ids = append(ids, l[0])
		}
	}
	return ids
}

func has(t *testing.T, page string, words ...string) {
	t.Helper()
	page = html.UnescapeString(page)
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("%q is not on the page", w)
		}
	}
}

func TestPages(t *testing.T) {
	h := room(t, placed())
	for _, tc := range []struct {
		path  string
		words []string
	}{
		{"/", []string{"3 reports of 3 outlets", "Ceasefire, 2031", "in force since 3 May 2031", "New in the reports of 8 May 2031", "12–20 killed"}},
		{"/happenings?type=ASSAULT", []string{"2 of 5 happenings", struck, shelled}},
		{"/happenings?from=yesterday", []string{`from "yesterday" is no day`, "5 happenings"}},
		{"/happenings/" + shelled, []string{"denies", "Kesh Front “denied”", "1 copy", "Ceasefire, 2031", "en.event.assault"}},
		{"/happenings/" + struck, []string{"≠", "15–20", "<svg", "12 or more", "the narrowest count is the best"}},
		{"/happenings/" + met, []string{"≈", "silent", "mediated by", "round 2"}},
		{"/reports/r-a1", []string{"Envoys meet in Port Anna", `data-n="1"`, "Repeated by", "What was read", "7 May 2031 (given)"}},
		{"/reports/r-c3", []string{"This repeats", "Harbour Gazette"}},
		{"/actors", []string{"Ilse Mahren", "foreign minister of Marland"}},
		{"/actors?name=mahren", []string{"1 of 6", "Ilse Maren"}},
		{"/actors/ilse-maren", []string{"belongs to", "foreign minister of Marland", "Ilse Mahren"}},
		{"/places/dun", []string{"33.25, 36.5, known within 3 km"}},
		{"/places/port-anna", []string{"not in the gazetteer"}},
		{"/map", []string{"2 happenings", "Without a known place: 2", "List what is in this frame", "The same as a list"}},
		{"/map?frame=36,32,37,33", []string{"Outside this frame: 2"}},
		{"/disagreements", []string{"a.txt counts at least 12 dead"}},
		{"/agreements", []string{"binds"}},
		{"/about", []string{"contested"}},
	} {
		has(t, get(t, h, tc.path).Body.String(), tc.words...)
	}
}

// TestHostileTextIsText looks for the markup of a hostile report as text.
func TestHostileTextIsText(t *testing.T) {
	h := room(t, outputtest.Hostile())
	page := get(t, h, "/reports/r-z9").Body.String()
	if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") || strings.Contains(page, "href=\"javascript:") {
		t.Error("the text of the report is not shown as it stands")
	}
	if !strings.Contains(page, "قالت") {
		t.Error("the Arabic of the report is gone")
	}
	q := `"><script>alert(9)</script>`
	if body := get(t, h, "/happenings?q="+url.QueryEscape(q)).Body.String(); strings.Contains(body, "<script>alert(9)") || !strings.Contains(body, "&lt;script&gt;alert(9)") {
		t.Error("the words searched for are not shown as text")
	}
}

func TestEmptyLedger(t *testing.T) {
	h := room(t, record.Record{Format: record.Format})
	for _, path := range []string{"/", "/happenings", "/map", "/reports", "/actors", "/places", "/agreements", "/disagreements", "/review", "/review/bulk", "/decisions"} {
		if w := get(t, h, path); w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	has(t, get(t, h, "/").Body.String(), "trucewatch read FOLDER")
}

// TestTollsOfOthers: a count that the toll of a happening takes from another one stands in its
// matrix and its plot, under the outlet that gives it.
func TestTollsOfOthers(t *testing.T) {
	r := outputtest.Record()
	i := slices.IndexFunc(r.Tolls, func(x record.Toll) bool { return x.Event == struck && x.Measure == "killed" })
	for j := range r.Figures {
		if f := &r.Figures[j]; slices.Contains(r.Tolls[i].Series, f.Ref()) && f.Measure == "killed" {
			f.Event = shelled
		}
	}
	page := get(t, room(t, r), "/happenings/"+struck).Body.String()
	if n := strings.Count(page, ">killed<"); n == 0 {
		t.Error("the counts of the toll do not stand on the page of its happening")
	}
}
