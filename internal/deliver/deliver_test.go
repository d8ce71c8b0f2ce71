package deliver_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/deliver"
)

// world has a clock that only its pauses move.
type world struct {
	deliver.World
	mu     sync.Mutex
	now    time.Time
	pauses []time.Duration
}

func newWorld() *world {
	w := &world{now: time.Date(2031, 5, 8, 12, 0, 0, 0, time.UTC)}
	w.Agent = "Trucewatch/test"
	w.Now = func() time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.now
	}
	w.Sleep = func(ctx context.Context, d time.Duration) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.now, w.pauses = w.now.Add(d), append(w.pauses, d)
		return ctx.Err()
	}
	return w
}

func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// hook is a program that answers with one status after the other, the last for good.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	answer []int
	got    []*http.Request
	bodies []string
}

func newHook(t *testing.T, answer ...int) *hook {
	t.Helper()
	h := &hook{answer: answer}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		h.mu.Lock()
		defer h.mu.Unlock()
		h.got, h.bodies = append(h.got, r), append(h.bodies, string(body))
		status := h.answer[min(len(h.got), len(h.answer))-1]
		if status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "30")
		}
		if status == http.StatusFound {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(h.Close)
	return h
}

func TestPost(t *testing.T) {
	s := time.Second
	for name, tc := range map[string]struct {
		answer []int
		tries  int
		pauses []time.Duration
		fails  string
		final  bool
	}{
		"at once":            {answer: []int{200}, tries: 1},
		"accepted":           {answer: []int{202}, tries: 1},
		"after two faults":   {answer: []int{500, 503, 204}, tries: 3, pauses: []time.Duration{s, 2 * s}},
		"asked to wait":      {answer: []int{429, 200}, tries: 2, pauses: []time.Duration{30 * s}},
		"never":              {answer: []int{502}, tries: 5, pauses: []time.Duration{s, 2 * s, 4 * s, 8 * s}, fails: "502"},
		"no for good":        {answer: []int{401}, tries: 1, fails: "401", final: true},
		"gone elsewhere":     {answer: []int{302}, tries: 1, fails: "redirect", final: true},
		"no after one fault": {answer: []int{500, 410}, tries: 2, pauses: []time.Duration{s}, fails: "410", final: true},
	} {
		t.Run(name, func(t *testing.T) {
			w, h := newWorld(), newHook(t, tc.answer...)
			err := w.Post(t.Context(), deliver.Hook{URL: h.URL + "/in", SecretFile: file(t, "tide\n")}, "key-1", []byte(`{"a":1}`))
			if len(h.got) != tc.tries || !slices.Equal(w.pauses, tc.pauses) {
				t.Errorf("%d tries, pauses %v", len(h.got), w.pauses)
			}
			if (err != nil) != (tc.fails != "") || err != nil && (!strings.Contains(err.Error(), tc.fails) || strings.Contains(err.Error(), "tide")) {
				t.Errorf("fails with %v", err)
			}
			if errors.Is(err, deliver.ErrRefused) != tc.final {
				t.Errorf("%v is for good", err)
			}
			for i, r := range h.got {
				stamp := r.Header.Get(deliver.TimestampHeader)
				if r.Method != http.MethodPost || r.URL.Path != "/in" || h.bodies[i] != `{"a":1}` || r.Header.Get(deliver.KeyHeader) != "key-1" ||
					r.Header.Get("Content-Type") != "application/json" || r.Header.Get("User-Agent") != "Trucewatch/test" ||
					r.Header.Get(deliver.SignatureHeader) != deliver.Sign([]byte("tide"), stamp, []byte(`{"a":1}`)) {
					t.Errorf("try %d: %s %s %v %q", i, r.Method, r.URL, r.Header, h.bodies[i])
				}
			}
		})
	}
}

// TestSign holds the signature to a value that openssl gives:
// printf '1935921600.{"a":1}' | openssl dgst -sha256 -hmac tide.
func TestSign(t *testing.T) {
	const want = "v1=211f2c11ec67c644d2fcc2844bdf6502885cdbf94bcb0b6adeb8cff22d881e3f"
	if got := deliver.Sign([]byte("tide"), "1935921600", []byte(`{"a":1}`)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPostWithoutSecret(t *testing.T) {
	w, h := newWorld(), newHook(t, 200)
	if err := w.Post(t.Context(), deliver.Hook{URL: h.URL}, "k", nil); err != nil || h.got[0].Header.Get(deliver.SignatureHeader) != "" {
		t.Errorf("%v, %v", err, h.got)
	}
	h.Close()
	if err := w.Post(t.Context(), deliver.Hook{URL: h.URL}, "k", nil); err == nil || errors.Is(err, deliver.ErrRefused) || len(w.pauses) != 4 {
		t.Errorf("a server that is away: %v after %v", err, w.pauses)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.Post(ctx, deliver.Hook{URL: h.URL}, "k", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func TestCheck(t *testing.T) {
	for _, bad := range []string{"", "x", "ftp://a.example/", "http://a.example/", "https://u:secretword@a.example/", "https://", "https://%zz:secretword@x", "https:/a"} {
		err := deliver.Hook{URL: bad}.Check()
		if !errors.Is(err, deliver.ErrRefused) || strings.Contains(err.Error(), "secretword") {
			t.Errorf("webhook %q: %v", bad, err)
		}
	}
	good := deliver.Mailbox{URL: "smtp://mail.example", From: "A <a@mail.example>", To: "b@mail.example, c@mail.example"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*deliver.Mailbox){
		"no server":           func(m *deliver.Mailbox) { m.URL = "" },
		"a page":              func(m *deliver.Mailbox) { m.URL = "https://mail.example" },
		"a password":          func(m *deliver.Mailbox) { m.URL = "smtp://u:secretword@mail.example" },
		"a user alone":        func(m *deliver.Mailbox) { m.URL = "smtp://u@mail.example" },
		"a password of none":  func(m *deliver.Mailbox) { m.PasswordFile = "x" },
		"from nobody":         func(m *deliver.Mailbox) { m.From = "" },
		"to nobody":           func(m *deliver.Mailbox) { m.To = "" },
		"a header in between": func(m *deliver.Mailbox) { m.To = "b@mail.example\r\nBcc: c@mail.example" },
	} {
		m := good
		change(&m)
		if err := m.Check(); !errors.Is(err, deliver.ErrRefused) || strings.Contains(err.Error(), "secretword") {
			t.Errorf("%s: %v", name, err)
		}
	}
	w := newWorld()
	for name, secret := range map[string]string{"empty": "", "blank lines": "\n\n", "long": strings.Repeat("x", 5000)} {
		if err := w.Post(t.Context(), deliver.Hook{URL: "https://a.example", SecretFile: file(t, secret)}, "k", nil); !errors.Is(err, deliver.ErrRefused) {
			t.Errorf("%s secret: %v", name, err)
		}
	}
	if err := w.Post(t.Context(), deliver.Hook{URL: "https://a.example", SecretFile: "/none/such"}, "k", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no secret: %v", err)
	}
}

func TestFile(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "x.atom")
	for _, content := range []string{"one", "two"} {
		if err := deliver.File(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); string(got) != content || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	}
	if err := deliver.File(filepath.Join(folder, "none", "x"), nil); err == nil {
		t.Error("a file in no folder was written")
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("%v lies there; %v", left, err)
	}
}
