package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/alert"
)

// hooked is a webhook that refuses until it is told not to.
type hooked struct {
	mu       sync.Mutex
	refuse   bool
	messages []alert.Message
}

func (h *hooked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.refuse {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	body, _ := io.ReadAll(r.Body)
	var m alert.Message
	if json.Unmarshal(body, &m) != nil || r.Header.Get("Trucewatch-Signature") == "" || r.Header.Get("Idempotency-Key") != m.Key {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.messages = append(h.messages, m)
}

// TestAlerts tells once of what is new, keeps what cannot be delivered, and then tells
// what changed.
func TestAlerts(t *testing.T) {
	reports := project(t)
	h := &hooked{refuse: true}
	s := httptest.NewServer(h)
	defer s.Close()
	folder := t.TempDir()
	secret, feed := filepath.Join(folder, "hook.key"), filepath.Join(folder, "talks.atom")
	write(t, secret, "tideword\n")
	wants(t, must(t, exitOK, "alert", "list").out, "No alerts")
	must(t, exitOK, "read", "--analysis", "fast", filepath.Join(reports, "first.txt"))
	must(t, exitOK, "alert", "add", "talks", "--filter", "http://127.0.0.1:8417/table?kind=talks&page=2", "--atom", feed, "--webhook", s.URL, "--secret-file", secret, "--all")
	must(t, exitOK, "alert", "add", "later", "--filter", "kind=talks", "--atom", filepath.Join(folder, "later.atom"))
	wants(t, must(t, exitOK, "alert", "run", "--dry-run").out, "talks: 1 to tell", "Ilse Maren", "later: 0 to tell")

	o := must(t, exitPartial, "alert", "run")
	wants(t, o.out, "talks: 1 told, 1 waiting", "later: 0 told, 0 waiting")
	wants(t, o.err, "403")
	h.refuse = false
	wants(t, must(t, exitOK, "alert", "run").out, "talks: 0 told, 0 waiting")
	wants(t, must(t, exitOK, "alert", "run").out, "talks: 0 told, 0 waiting")
	if len(h.messages) != 1 || len(h.messages[0].Changes) != 0 || h.messages[0].Event == "" {
		t.Fatalf("the webhook got %+v", h.messages)
	}

	must(t, exitOK, "read", "--analysis", "fast", reports)
	wants(t, must(t, exitOK, "alert", "run").out, "talks: 1 told", "later: 1 told")
	if len(h.messages) != 2 || !strings.Contains(strings.Join(h.messages[1].Changes, "; "), "new report: second.txt") || h.messages[1].Happening != h.messages[0].Happening {
		t.Errorf("the webhook got %+v", h.messages)
	}
	content, err := os.ReadFile(feed)
	if err != nil || strings.Count(string(content), "<entry>") != 1 || !strings.Contains(string(content), "Changed: ") {
		t.Errorf("%s, %v", content, err)
	}
	wants(t, must(t, exitOK, "alert", "test", "talks").out, "taken over: webhook, feed")
	if last := h.messages[len(h.messages)-1]; !last.Test || len(h.messages) != 3 {
		t.Errorf("the test sent %+v", last)
	}
	list := must(t, exitOK, "alert", "list")
	wants(t, list.out, "talks: ", "2 told, 0 waiting", s.URL)
	for _, x := range []outcome{o, list} {
		if strings.Contains(x.out+x.err, "tideword") {
			t.Error("the secret is printed")
		}
	}
	must(t, exitOK, "alert", "remove", "talks")
	wants(t, must(t, exitFailure, "alert", "remove", "talks").err, "there is none of that name")
	must(t, exitFailure, "alert", "test", "talks")
}

// TestWatchAlerts has the watch tell of what it reads, and of a toll that an outlet
// changed; a webhook that is away does not stop it.
func TestWatchAlerts(t *testing.T) {
	project(t)
	s := newSite(t, 1, 1)
	h := &hooked{refuse: true}
	hook := httptest.NewServer(h)
	defer hook.Close()
	folder := t.TempDir()
	secret, feed := filepath.Join(folder, "hook.key"), filepath.Join(folder, "all.atom")
	write(t, secret, "tideword\n")
	must(t, exitOK, "feed", "add", s.feed(0), "--outlet", "Harbour Gazette", "--every", "1m")
	must(t, exitOK, "alert", "add", "all", "--filter", "kind=incident", "--atom", feed, "--webhook", hook.URL, "--secret-file", secret)
	o := must(t, exitOK, s.watchArgs()...)
	wants(t, o.out, "alert all", "told, ", "403")
	h.refuse = false
	s.change["/page/0-0"] = story(0, 0, 43)
	must(t, exitOK, "feed", "left-out", "--take", s.URL+"/page/0-0")
	wants(t, must(t, exitOK, s.watchArgs()...).out, "alert all", "0 waiting")
	var changes []string
	for _, m := range h.messages {
		changes = append(changes, m.Changes...)
	}
	if all := strings.Join(changes, "; "); !strings.Contains(all, "killed: 43 or more, before 12 or more") {
		t.Errorf("the webhook got the changes %q in %+v", all, h.messages)
	}
	content, err := os.ReadFile(feed)
	if err != nil || !strings.Contains(string(content), "before 12 or more") {
		t.Errorf("%s, %v", content, err)
	}
}

func TestAlertMistakes(t *testing.T) {
	project(t)
	for _, args := range [][]string{
		{},
		{"tell"},
		{"add"},
		{"add", "a"},
		{"add", "a", "--atom", "x", "--filter", "colour=red"},
		{"add", "a", "--atom", "x", "--filter", "from=today"},
		{"add", "a", "--webhook", "http://desk.example/"},
		{"add", "a", "--webhook", "https://user:tideword@desk.example/"},
		{"add", "a", "--smtp", "smtp://mail.example", "--to", "b@mail.example"},
	} {
		if o := must(t, exitUsage, append([]string{"alert"}, args...)...); strings.Contains(o.err, "tideword") {
			t.Errorf("%v: the password is printed: %s", args, o.err)
		}
	}
	wants(t, must(t, exitFailure, "alert", "add", "a b", "--atom", "x").err, "a name is of letters")
}
