package web_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/web"
)

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// fields reads the hidden fields of the form that posts to an address.
func fields(t *testing.T, page, action string) url.Values {
	t.Helper()
	_, form, ok := strings.Cut(page, `action="`+action+`"`)
	if !ok {
		t.Fatalf("the page has no form for %s", action)
	}
	form, _, _ = strings.Cut(form, "</form>")
	out := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		out.Set(m[1], strings.ReplaceAll(m[2], "&amp;", "&"))
	}
	return out
}

func post(t *testing.T, h http.Handler, path string, f url.Values, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, h, "POST "+path, f.Encode(), append([]string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}, headers...)...)
}

// TestQueue goes through the queue with forms alone, as a browser without scripts.
func TestQueue(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	total := len(d.ledger.Book.Claims)
	at := "/review"
	kinds := []string{"accept", "refuse", "unsure"}
	for i := range total {
		page := get(t, h, at).Body.String()
		f := fields(t, page, "/decisions")
		f.Set("kind", kinds[i%len(kinds)])
		f.Set("why", "seen it")
		w := post(t, h, "/decisions", f)
		if w.Code != http.StatusSeeOther {
			t.Fatalf("claim %d: status %d: %s", i, w.Code, w.Body.String())
		}
		at = w.Header().Get("Location")
	}
	if len(d.log) != total {
		t.Fatalf("%d decisions on %d claims", len(d.log), total)
	}
	for _, x := range d.log {
		if x.Who != "ana" || x.Why != "seen it" || x.When.IsZero() || x.ID == "" || x.Words == "" {
			t.Errorf("%+v", x)
		}
	}
	has(t, get(t, h, "/review").Body.String(), "0 of 11 claims open")
	has(t, get(t, h, "/happenings?review=in+part").Body.String(), "happenings")
	undo := fields(t, get(t, h, "/review").Body.String(), "/decisions/undo")
	if w := post(t, h, "/decisions/undo", undo); w.Code != http.StatusSeeOther {
		t.Fatalf("undo: status %d", w.Code)
	}
	has(t, get(t, h, "/review").Body.String(), "1 of 11 claims open")
	has(t, get(t, h, "/decisions").Body.String(), "12 decisions", "undone", "seen it")
	if w := post(t, h, "/decisions/undo", undo); w.Code != http.StatusConflict {
		t.Errorf("undoing what is undone: status %d", w.Code)
	}
}

func TestSameFormTwiceDecidesOnce(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	f := fields(t, get(t, h, "/review").Body.String(), "/decisions")
	f.Set("kind", "accept")
	for range 2 {
		if w := post(t, h, "/decisions", f); w.Code != http.StatusSeeOther {
			t.Fatalf("status %d", w.Code)
		}
	}
	if len(d.log) != 1 {
		t.Errorf("%d decisions", len(d.log))
	}
}

// TestTheLaterSeesTheEarlier has two people decide on one claim that both opened.
func TestTheLaterSeesTheEarlier(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	one := fields(t, get(t, h, "/review").Body.String(), "/decisions")
	two := fields(t, get(t, h, "/review", "Cookie", "who=Ben+B%C3%A9la").Body.String(), "/decisions")
	one.Set("kind", "accept")
	one.Set("why", "two outlets have it")
	two.Set("kind", "refuse")
	if w := post(t, h, "/decisions", one); w.Code != http.StatusSeeOther {
		t.Fatalf("the first: status %d", w.Code)
	}
	w := post(t, h, "/decisions", two, "Cookie", "who=Ben+B%C3%A9la")
	if w.Code != http.StatusConflict || len(d.log) != 1 {
		t.Fatalf("the second: status %d, %d decisions", w.Code, len(d.log))
	}
	has(t, w.Body.String(), "accepted", "ana", "two outlets have it")
	again := fields(t, w.Body.String(), "/decisions")
	again.Set("kind", "refuse")
	if w := post(t, h, "/decisions", again, "Cookie", "who=Ben+B%C3%A9la"); w.Code != http.StatusSeeOther || len(d.log) != 2 {
		t.Fatalf("asked and confirmed: status %d, %d decisions", w.Code, len(d.log))
	}
	if d.log[1].Who != "Ben Béla" || d.ledger.Book.State(d.log[1].Fingerprint) != review.Refused {
		t.Errorf("%+v", d.log[1])
	}
}

func TestBulk(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	page := get(t, h, "/review/bulk?type=ASSAULT").Body.String()
	f := fields(t, page, "/decisions/bulk")
	f.Set("kind", "accept")
	if w := post(t, h, "/decisions/bulk", f); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body.String())
	}
	n := len(d.log)
	if n < 4 || n == len(d.ledger.Book.Claims) {
		t.Fatalf("%d decisions of %d claims", n, len(d.ledger.Book.Claims))
	}
	if w := post(t, h, "/decisions/bulk", f); w.Code != http.StatusSeeOther || len(d.log) != n {
		t.Errorf("sent twice: status %d, %d decisions", w.Code, len(d.log))
	}
	has(t, get(t, h, "/happenings?review=accepted").Body.String(), struck, shelled)
	f.Set("token", "another")
	if w := post(t, h, "/decisions/bulk", f); w.Code != http.StatusConflict {
		t.Errorf("what is open has changed: status %d", w.Code)
	}
	undo := fields(t, get(t, h, "/decisions").Body.String(), "/decisions/undo")
	if w := post(t, h, "/decisions/undo", undo); w.Code != http.StatusSeeOther || len(d.log) != 2*n {
		t.Fatalf("undoing it all: status %d, %d decisions", w.Code, len(d.log))
	}
	for _, c := range d.ledger.Book.Claims {
		if d.ledger.Book.State(c.Fingerprint) != review.Open {
			t.Errorf("%s is not open again", c.Says)
		}
	}
}

// TestStaleIsShown lays a log over a reading in which the claim is gone.
func TestStaleIsShown(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	f := fields(t, get(t, h, "/review?type=AID").Body.String(), "/decisions")
	f.Set("kind", "accept")
	post(t, h, "/decisions", f)
	r := placed()
	for i := range r.Events {
		if r.Events[i].Type == "AID" {
			r.Events[i].Mentions[0].Status = "planned"
		}
	}
	d.ledger = web.NewLedger(r, "fedcba9876543210", nil, nil).With(d.log)
	has(t, get(t, h, "/decisions").Body.String(), "Stale", "standing: occurred", "standing: planned", "A convoy reached Dun.")
	has(t, get(t, h, "/review").Body.String(), "1 stale claim", "11 of 11 claims open")
}

func TestFaultyForms(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	good := fields(t, get(t, h, "/review").Body.String(), "/decisions")
	for name, tc := range map[string]struct {
		change func(url.Values)
		want   int
	}{
		"no kind":            {func(f url.Values) { f.Del("kind") }, http.StatusBadRequest},
		"a kind of its own":  {func(f url.Values) { f.Set("kind", "merge") }, http.StatusBadRequest},
		"a claim of its own": {func(f url.Values) { f.Set("claim", "0-0") }, http.StatusConflict},
		"no claim":           {func(f url.Values) { f.Del("claim") }, http.StatusBadRequest},
		"no token":           {func(f url.Values) { f.Del("token") }, http.StatusBadRequest},
		"comment, no words":  {func(f url.Values) { f.Set("kind", "comment") }, http.StatusBadRequest},
		"a long reason":      {func(f url.Values) { f.Set("why", strings.Repeat("x", 2001)) }, http.StatusBadRequest},
		"too much of it all": {func(f url.Values) { f.Set("why", strings.Repeat("x", 70_000)) }, http.StatusBadRequest},
	} {
		f := maps.Clone(good)
		f.Set("kind", "accept")
		tc.change(f)
		if w := post(t, h, "/decisions", f); w.Code != tc.want {
			t.Errorf("%s: status %d, want %d", name, w.Code, tc.want)
		}
	}
	good.Set("kind", "accept")
	if w := ask(t, h, "POST /decisions", good.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: status %d", w.Code)
	}
	if len(d.log) != 0 {
		t.Errorf("%d decisions were kept", len(d.log))
	}
	good.Set("back", "//attacker.example/x")
	if w := post(t, h, "/decisions", good); w.Header().Get("Location") != "/review" {
		t.Errorf("led to %q", w.Header().Get("Location"))
	}
	if w := get(t, h, "/review?claim=0-0"); w.Code != http.StatusNotFound {
		t.Errorf("a claim that is not: status %d", w.Code)
	}
}

func TestWho(t *testing.T) {
	h, d := roomWithDesk(t, placed())
	w := post(t, h, "/who", url.Values{"who": {" Béla\u202e\n<b> "}, "back": {"/review"}})
	cookie := w.Header().Get("Set-Cookie")
	if w.Code != http.StatusSeeOther || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Fatalf("status %d, cookie %q", w.Code, cookie)
	}
	value, _, _ := strings.Cut(cookie, ";")
	f := fields(t, get(t, h, "/review", "Cookie", value).Body.String(), "/decisions")
	f.Set("kind", string(trucewatch.Accept))
	post(t, h, "/decisions", f, "Cookie", value)
	if len(d.log) != 1 || !strings.HasPrefix(d.log[0].Who, "Béla") || strings.ContainsAny(d.log[0].Who, "\n\u202e") {
		t.Errorf("%+v", d.log)
	}
	if w := post(t, h, "/who", url.Values{"who": {" \t "}}); w.Code != http.StatusBadRequest {
		t.Errorf("no name: status %d", w.Code)
	}
}
