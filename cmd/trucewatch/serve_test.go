package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestServeRefusesOtherMachines(t *testing.T) {
	project(t)
	for _, listen := range []string{"0.0.0.0:0", ":0", "192.0.2.1:80", "example.org:80", "127.0.0.1", "[::]:0"} {
		wants(t, must(t, exitUsage, "serve", "--listen", listen).err, "--listen", "this machine only")
	}
	wants(t, must(t, exitUsage, "serve", "--listen", "0.0.0.0:0").err, "accounts")
}

// TestServe opens the room, reads a page, reads another report into the project
// meanwhile, and finds it in the room.
func TestServe(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", "--quiet", reports+"/first.txt")
	stderr := os.Stderr
	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = to
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() { code <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}) }()
	line, err := bufio.NewReader(from).ReadString('\n')
	os.Stderr = stderr
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)
	if err != nil || address == "" {
		t.Fatalf("%q, %v", line, err)
	}
	wants(t, page(t, address), "1 report of 1 outlet", "Harbour Gazette")
	must(t, exitOK, "read", "--quiet", reports)
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(page(t, address), "2 reports of 2 outlets") {
		if time.Now().After(deadline) {
			t.Fatal("the report that was read meanwhile does not appear")
		}
		time.Sleep(200 * time.Millisecond)
	}
	cancel()
	if got := <-code; got != exitOK {
		t.Errorf("exit code %d", got)
	}
	to.Close()
	from.Close()
}

func page(t *testing.T, address string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	if err != nil || w.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v", w.StatusCode, err)
	}
	return string(body)
}
