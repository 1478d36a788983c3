package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type podSource struct{ api *api }

type sshEndpoint struct {
	Host     types.String `tfsdk:"host"`
	Port     types.Int64  `tfsdk:"port"`
	Username types.String `tfsdk:"username"`
	Command  types.String `tfsdk:"command"`
}

type ssh struct {
	Direct *sshEndpoint `tfsdk:"direct"`
	Proxy  *sshEndpoint `tfsdk:"proxy"`
}

type podSeen struct {
	ID     types.String  `tfsdk:"id"`
	Status types.String  `tfsdk:"status"`
	Cost   types.Float64 `tfsdk:"cost"`
	SSH    *ssh          `tfsdk:"ssh"`
}

func (*podSource) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = "runpod_pod"
}

func (*podSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	way := schema.SingleNestedAttribute{Computed: true, Attributes: map[string]schema.Attribute{
		"host": schema.StringAttribute{Computed: true}, "port": schema.Int64Attribute{Computed: true},
		"username": schema.StringAttribute{Computed: true}, "command": schema.StringAttribute{Computed: true},
	}}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":     schema.StringAttribute{Required: true},
		"status": schema.StringAttribute{Computed: true},
		"cost":   schema.Float64Attribute{Computed: true},
		"ssh":    schema.SingleNestedAttribute{Computed: true, Attributes: map[string]schema.Attribute{"direct": way, "proxy": way}},
	}}
}

func (s *podSource) Configure(_ context.Context, request datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	if given, ok := request.ProviderData.(*api); ok {
		s.api = given
	}
}

func (s *podSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var asked podSeen
	response.Diagnostics.Append(request.Config.Get(ctx, &asked)...)
	if response.Diagnostics.HasError() {
		return
	}
	var seen podAnswer
	if err := s.api.call(ctx, "GET", "/pods/"+asked.ID.ValueString(), nil, &seen); err != nil {
		response.Diagnostics.AddError("The pod could not be read", err.Error())
		return
	}
	asked.Status, asked.Cost = types.StringValue(seen.Status), types.Float64Value(seen.Cost)
	asked.SSH = &ssh{Direct: wayOf(seen.SSH.Direct), Proxy: wayOf(seen.SSH.Proxy)}
	response.Diagnostics.Append(response.State.Set(ctx, &asked)...)
}

func wayOf(told *endpoint) *sshEndpoint {
	if told == nil {
		return nil
	}
	return &sshEndpoint{types.StringValue(told.Host), types.Int64Value(told.Port), types.StringValue(told.Username), types.StringValue(told.Command)}
}
