package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

type api struct{ key, base string }

type problem struct {
	Status int      `json:"status"`
	Detail string   `json:"detail"`
	Errors []string `json:"errors"`
}

func (p *problem) Error() string {
	return fmt.Sprintf("status %d: %s", p.Status, strings.Join(append([]string{p.Detail}, p.Errors...), "; "))
}

func (p *problem) isMissing() bool { return p.Status == http.StatusNotFound }

// call asks once; answer may be nil where nothing is expected.
func (a *api) call(ctx context.Context, method, path string, body, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	var sent io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		sent = bytes.NewReader(raw)
	}
	request, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(a.base, "/v2")+"/v2"+path, sent)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+a.key)
	request.Header.Set("Content-Type", "application/json")
	got, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		return err
	}
	if got.StatusCode >= 300 {
		refused := &problem{Status: got.StatusCode}
		_ = json.Unmarshal(raw, refused)
		refused.Status = got.StatusCode
		return refused
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(raw, answer)
}

type endpoint struct {
	Host     string `json:"host"`
	Port     int64  `json:"port"`
	Username string `json:"username"`
	Command  string `json:"command"`
}

type podAnswer struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Image        string            `json:"image"`
	Disk         int64             `json:"disk"`
	Env          map[string]string `json:"env"`
	Ports        []string          `json:"ports"`
	Registry     *string           `json:"registry"`
	Status       string            `json:"status"`
	Cloud        string            `json:"cloud"`
	DataCenterID *string           `json:"dataCenterId"`
	Cost         float64           `json:"cost"`
	CreatedAt    string            `json:"createdAt"`
	GPU          *struct {
		ID    string `json:"id"`
		Count int64  `json:"count"`
	} `json:"gpu"`
	Mounts struct {
		Network []struct {
			VolumeID string `json:"volumeId"`
			Path     string `json:"path"`
		} `json:"network"`
	} `json:"mounts"`
	SSH struct {
		Direct *endpoint `json:"direct"`
		Proxy  *endpoint `json:"proxy"`
	} `json:"ssh"`
	GlobalNetworking struct {
		Enabled bool `json:"enabled"`
	} `json:"globalNetworking"`
}
