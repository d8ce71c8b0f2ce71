package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app"
)

// childVariable makes the test program behave as the program itself.
const childVariable = "TRUCEWATCH_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		main()
	}
	os.Exit(m.Run())
}

// site is a made-up outlet on this machine: feeds that list pages.
type site struct {
	*httptest.Server
	feeds, entries int

	mu    sync.Mutex
	asked map[string]int
	total int
	// at is called once so many requests have come in.
	at     int
	reach  func()
	slow   time.Duration     // before each page
	change map[string]string // path to the text that is served from now on
}

func newSite(t testing.TB, feeds, entries int) *site {
	t.Helper()
	s := &site{feeds: feeds, entries: entries, asked: map[string]int{}, change: map[string]string{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) host() string { return strings.TrimPrefix(s.URL, "http://") }

// feed is the address of the n-th feed.
func (s *site) feed(n int) string { return fmt.Sprintf("%s/feed/%d.xml", s.URL, n) }

// after calls reach when n more requests have come in.
func (s *site) after(n int, reach func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.reach = s.total+n, reach
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	s.total++
	if s.reach != nil && s.total >= s.at {
		go s.reach()
		s.reach = nil
	}
	changed, slow := s.change[r.URL.Path], s.slow
	s.mu.Unlock()
	time.Sleep(slow)
	var n, k int
	switch {
	case r.URL.Path == "/robots.txt":
		http.NotFound(w, r)
	case changed != "":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, changed)
	case scan(r.URL.Path, "/feed/%d.xml", &n):
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("ETag", `"1"`)
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %d</title>`, n)
		for k := range s.entries {
			fmt.Fprintf(w, `<item><title>%s</title><link>/page/%d-%d</link><pubDate>Tue, 06 May 2025 07:00:00 GMT</pubDate></item>`, headline(n, k), n, k)
		}
		fmt.Fprint(w, "</channel></rss>")
	case scan(r.URL.Path, "/page/%d-%d", &n, &k):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, story(n, k, 12+n+k))
	default:
		http.NotFound(w, r)
	}
}

func scan(path, format string, into ...any) bool {
	n, err := fmt.Sscanf(path, format, into...)
	return err == nil && n == len(into)
}

func headline(n, k int) string { return fmt.Sprintf("Shelling in Dorn, day %d of month %d", k+1, n+1) }

// story is the page of one report; no two are alike.
func story(n, k, dead int) string {
	return fmt.Sprintf(`<html lang="en"><head><title>%s</title></head><body><article><h1>%[1]s</h1>
<p>At least %d people were killed when Tarvian forces shelled district %d of the town of Dorn on Monday, a hospital official said.</p>
<p>Foreign Minister Ilse Maren met envoy number %d in Geneva on Tuesday, 6 May 2025, the foreign ministry said. Tarvia denied shelling district %[3]d.</p>
</article></body></html>`, headline(n, k), dead, 100*n+k, 1000+100*n+k)
}

// feedsFile writes a list of all feeds of a site.
func (s *site) feedsFile(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("every: 30m\nfeeds:\n")
	for n := range s.feeds {
		fmt.Fprintf(&b, "  - url: %s\n    outlet: Harbour Gazette %d\n", s.feed(n), n)
	}
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// watchArgs is a command line that asks the site as fast as it answers.
func (s *site) watchArgs(more ...string) []string {
	return append([]string{"watch", "--once", "--analysis", "fast", "--delay", "0", "--allow-host", s.host()}, more...)
}

func TestWatch(t *testing.T) {
	project(t)
	s := newSite(t, 2, 3)
	list := s.feedsFile(t)
	o := must(t, exitOK, s.watchArgs("--feeds", list, "--contact", "desk@example.org")...)
	wants(t, o.out, "asked", "3 new pages", "taken", "/page/0-2", "round: 2 feeds asked, 6 taken, 6 reports in the ledger")
	again := must(t, exitOK, s.watchArgs("--json", "--now")...)
	lines := strings.Split(strings.TrimSpace(again.out), "\n")
	round := decode[roundRow](t, lines[len(lines)-1])
	if round.Feeds != 2 || round.Kept() != 0 || round.Reports != 6 || round.Did != "round" {
		t.Errorf("the second round: %+v", round)
	}
	if l := decode[app.WatchLine](t, lines[0]); l.Did != "unchanged" || !strings.Contains(l.Feed, "/feed/") {
		t.Errorf("the first line: %+v", l)
	}
	for path, n := range s.asked {
		if strings.HasPrefix(path, "/page/") && n != 1 {
			t.Errorf("%s was asked %d times", path, n)
		}
	}
	r := kept(t)
	if len(r.Reports) != 6 || r.Reports[0].Outlet == "" || string(r.Reports[0].Published.Date) != "2025-05-06" {
		t.Errorf("%d reports, the first %+v", len(r.Reports), r.Reports[0])
	}
	status := must(t, exitOK, "feed", "status").out
	wants(t, status, "Feed 0 · "+s.feed(0), "last success", "asked every 30m0s", "3 taken, 0 waiting, 0 left out, 0 given up", "100% dated")
	rows := decode[[]feedRow](t, must(t, exitOK, "feed", "status", "--json").out)
	if len(rows) != 2 || rows[0].Taken != 3 || rows[0].LastOK == "" || rows[0].Outlet != "Harbour Gazette 0" || rows[0].Kind != "rss" {
		t.Errorf("status: %+v", rows)
	}
	must(t, exitOK, "rebuild")
}

// TestWatchVersions changes a page: the record shows the newest version, one outlet
// stays one voice, and the ledger says what the outlet changed.
func TestWatchVersions(t *testing.T) {
	project(t)
	s := newSite(t, 1, 1)
	must(t, exitOK, "feed", "add", s.feed(0), "--outlet", "Harbour Gazette", "--every", "1m")
	must(t, exitOK, s.watchArgs()...)
	before := kept(t)
	s.change["/page/0-0"] = story(0, 0, 43)
	must(t, exitOK, "feed", "left-out", "--take", s.URL+"/page/0-0")
	wants(t, must(t, exitOK, s.watchArgs()...).out, "changed", "1 reports in the ledger")
	after := kept(t)
	if len(after.Reports) != 1 || !strings.Contains(after.Reports[0].Text, "43 people") {
		t.Fatalf("%d reports, the first of the text %q", len(after.Reports), after.Reports[0].Text)
	}
	if len(before.Events) != len(after.Events) {
		t.Errorf("%d events before, %d after", len(before.Events), len(after.Events))
	}
	for _, e := range after.Events {
		if e.Reports != 1 || e.Outlets != 1 || e.Independent != 1 {
			t.Errorf("event %s: %d reports, %d outlets, %d independent; want one of each", e.ID, e.Reports, e.Outlets, e.Independent)
		}
	}
	found := false
	for _, d := range after.Disagreements {
		if d.About == after.Reports[0].ID {
			found = true
			wants(t, d.Note, "Harbour Gazette changed its count of killed in its report", "from 12 or more to 43 or more")
		}
	}
	if !found {
		t.Error("nothing says that the outlet changed its count")
	}
	wants(t, must(t, exitOK, "ledger").out, "changed its count of killed")
	noted := false
	for _, i := range after.Issues {
		noted = noted || strings.Contains(i.What, "the last of 2 versions")
	}
	if !noted {
		t.Error("no issue says that the report has two versions")
	}
	must(t, exitOK, "rebuild")
}

func TestWatchGate(t *testing.T) {
	project(t)
	s := newSite(t, 1, 2)
	s.change["/page/0-1"] = `<html lang="en"><head><title>Quneitra</title></head><body><article><p>Israeli troops and Syrian officials met near Quneitra on Monday, residents said, and the crossing was shut until the evening.</p></article></body></html>`
	must(t, exitOK, "feed", "add", s.feed(0))
	wants(t, must(t, exitOK, s.watchArgs("--situation", "syria-israel")...).out, "left out", "1 taken, 1 left out", "names nothing of the situation")
	left := decode[[]app.LeftPage](t, must(t, exitOK, "feed", "left-out", "--json").out)
	if len(left) != 1 || left[0].URL != s.URL+"/page/0-0" || left[0].Why == "" {
		t.Fatalf("left out: %+v", left)
	}
	wants(t, must(t, exitOK, "feed", "left-out").out, left[0].Title, left[0].URL)
	must(t, exitOK, "feed", "left-out", "--take", left[0].URL)
	wants(t, must(t, exitOK, s.watchArgs()...).out, "1 taken")
	must(t, exitUsage, "feed", "left-out", "--take", "https://nowhere.example/")
}

func TestFeedCommands(t *testing.T) {
	project(t)
	wants(t, must(t, exitOK, "feed", "status").out, "no feeds")
	a := "https://harbour.example/feed.xml"
	must(t, exitOK, "feed", "add", a, "--name", "Harbour", "--every", "1h", "--gate", "strict")
	list := filepath.Join(t.TempDir(), "list.opml")
	write(t, list, `<opml version="2.0"><body><outline text="Hills"><outline type="rss" text="Hill News" xmlUrl="https://hills.example/rss"/></outline></body></opml>`)
	must(t, exitOK, "feed", "add", list)
	wants(t, must(t, exitOK, "feed", "list").out, a+"\tHarbour\tevery 1h0m0s\n", "https://hills.example/rss\tHill News\tevery 15m0s\n")
	must(t, exitOK, "feed", "pause", a)
	wants(t, must(t, exitOK, "feed", "list").out, "every 1h0m0s\tpaused")
	must(t, exitOK, "feed", "pause", "--resume", a)
	must(t, exitOK, "feed", "remove", a)
	if rows := decode[[]feedRow](t, must(t, exitOK, "feed", "list", "--json").out); len(rows) != 1 || rows[0].URL != "https://hills.example/rss" {
		t.Errorf("feeds: %+v", rows)
	}
	for _, args := range [][]string{
		{"feed", "remove", a},
		{"feed", "pause", a},
		{"feed", "add", "ftp://a.example/"},
		{"feed", "add", "https://me:secret@a.example/"},
		{"feed", "add", a, "--gate", "loose"},
		{"feed", "add", "no-such-file.opml"},
		{"feed", "ad", a},
		{"feed", "add"},
		{"watch", "--once", "--for", "1h"},
		{"watch", "--gate", "loose"},
		{"watch", "now"},
	} {
		if o := must(t, exitUsage, args...); strings.Contains(o.err, "secret") {
			t.Errorf("%v repeats the password: %s", args, o.err)
		}
	}
	bad := filepath.Join(t.TempDir(), "feeds.yaml")
	write(t, bad, "feeds:\n  - url: https://a.example/\n    evry: 3m\n")
	wants(t, must(t, exitFailure, "watch", "--once", "--feeds", bad).err, "feeds.yaml:3: feeds[1].evry", "did you mean “every”?")
}

// TestFeedErrors shows that what goes wrong is said in plain words.
func TestFeedErrors(t *testing.T) {
	project(t)
	s := newSite(t, 1, 1)
	must(t, exitOK, "feed", "add", s.URL+"/nowhere.xml")
	must(t, exitOK, "feed", "add", "http://127.0.0.1:9/feed.xml")
	wants(t, must(t, exitOK, s.watchArgs()...).out, "2 feeds asked, 2 failed")
	o := must(t, exitPartial, "feed", "status")
	wants(t, o.out, "never answered", "error, 1 in a row", "there is nothing any more (404 Not Found)", "its address lies in a private or special network", "--allow-host")
}

// TestWatchStops tells a running watch to end.
func TestWatchStops(t *testing.T) {
	project(t)
	s := newSite(t, 1, 2)
	must(t, exitOK, "feed", "add", s.feed(0))
	args := append([]string{"watch"}, s.watchArgs()[2:]...)
	cmd := child(t, args...)
	var out strings.Builder
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		time.Sleep(50 * time.Millisecond)
		s.mu.Lock()
		all := s.asked["/page/0-0"] > 0 && s.asked["/page/0-1"] > 0
		s.mu.Unlock()
		if all {
			break
		}
	}
	time.Sleep(300 * time.Millisecond)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("a watch that is told to stop ends with %v\n%s", err, out.String())
	}
	wants(t, out.String(), "taken")
	rows := decode[[]feedRow](t, must(t, exitOK, "feed", "status", "--json").out)
	if len(rows) != 1 || rows[0].Taken != 2 {
		t.Errorf("after stopping: %+v", rows)
	}
}

// child is a process of its own that runs one command line.
func child(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), childVariable+"=1")
	return cmd
}

// killsVariable says how many times TestWatchKilled kills; 20 where it says nothing.
const killsVariable = "TRUCEWATCH_TEST_KILLS"

// TestWatchKilled kills a watch again and again, at moments of chance: some while it
// fetches and stores, some while it reads. In the end everything is there once, and
// the ledger is the one of a watch that nobody disturbed.
func TestWatchKilled(t *testing.T) {
	kills := 20
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = n
	}
	project(t)
	s := newSite(t, 4, 4+kills*9/4) // some eight pages are taken before each kill
	list := s.feedsFile(t)
	undisturbed := filepath.Join(t.TempDir(), "undisturbed.db")
	must(t, exitOK, s.watchArgs("--feeds", list, "--db", undisturbed)...)
	want := must(t, exitOK, "export", "--format", "record", "--db", undisturbed).out

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	died := 0
	s.slow = 15 * time.Millisecond
	for n := range kills {
		args := s.watchArgs("--feeds", list)
		reading := n%10 == 9
		if !reading {
			args = append(args, "--no-reading")
		}
		cmd := child(t, args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := func() { _ = cmd.Process.Kill() } // it may have ended by itself
		if reading {
			time.AfterFunc(time.Duration(r.IntN(2000))*time.Millisecond, kill)
		} else {
			late := time.Duration(r.IntN(20)) * time.Millisecond
			s.after(1+r.IntN(4), func() { time.Sleep(late); kill() })
		}
		if cmd.Wait() != nil {
			died++
		}
	}
	s.after(1<<30, nil)
	s.slow = 0
	must(t, exitOK, s.watchArgs("--feeds", list)...)
	if got := must(t, exitOK, "export", "--format", "record").out; got != want {
		t.Errorf("the record of a watch that was killed %d times differs from that of one that was not (%d and %d bytes)", died, len(got), len(want))
	}
	rows := decode[[]feedRow](t, must(t, exitOK, "feed", "status", "--json").out)
	for _, f := range rows {
		if f.Taken != s.entries || f.Waiting+f.LeftOut+f.GivenUp != 0 {
			t.Errorf("feed %s after %d kills: %+v", f.URL, died, f)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	twice := 0
	for path, n := range s.asked {
		if strings.HasPrefix(path, "/page/") && n > 2 { // once for each of the two projects
			twice++
		}
	}
	t.Logf("killed %d of %d times; %d of %d pages were asked for again", died, kills, twice, s.feeds*s.entries)
	if died < kills/2 {
		t.Errorf("only %d of %d runs were killed before they ended", died, kills)
	}
}
