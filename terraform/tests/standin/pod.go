package main

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type podResource struct{ api *api }

type mount struct {
	VolumeID types.String `tfsdk:"volume_id"`
	Path     types.String `tfsdk:"path"`
}

type podModel struct {
	ID               types.String  `tfsdk:"id"`
	Name             types.String  `tfsdk:"name"`
	Image            types.String  `tfsdk:"image"`
	Registry         types.String  `tfsdk:"registry"`
	GPUTypeID        types.String  `tfsdk:"gpu_type_id"`
	GPUCount         types.Int64   `tfsdk:"gpu_count"`
	Cloud            types.String  `tfsdk:"cloud"`
	Disk             types.Int64   `tfsdk:"disk"`
	DataCenterIDs    types.List    `tfsdk:"data_center_ids"`
	MinCudaVersion   types.String  `tfsdk:"min_cuda_version"`
	GlobalNetworking types.Bool    `tfsdk:"global_networking"`
	Ports            types.List    `tfsdk:"ports"`
	Env              types.Map     `tfsdk:"env"`
	NetworkVolumes   []mount       `tfsdk:"network_volumes"`
	Status           types.String  `tfsdk:"status"`
	Cost             types.Float64 `tfsdk:"cost"`
	CreatedAt        types.String  `tfsdk:"created_at"`
	DataCenterID     types.String  `tfsdk:"data_center_id"`
}

func (*podResource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "runpod_pod"
}

func (*podResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	anew := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":       schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"name":     schema.StringAttribute{Required: true},
		"image":    schema.StringAttribute{Optional: true},
		"registry": schema.StringAttribute{Optional: true},
		// The migration guide: changing these replaces the pod.
		"gpu_type_id": schema.StringAttribute{Optional: true, PlanModifiers: anew},
		"gpu_count":   schema.Int64Attribute{Optional: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()}},
		"cloud":       schema.StringAttribute{Optional: true, PlanModifiers: anew},
		"data_center_ids": schema.ListAttribute{ElementType: types.StringType, Optional: true,
			PlanModifiers: []planmodifier.List{listplanmodifier.RequiresReplace()}},
		"min_cuda_version":  schema.StringAttribute{Optional: true, PlanModifiers: anew},
		"disk":              schema.Int64Attribute{Optional: true},
		"global_networking": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"ports":             schema.ListAttribute{ElementType: types.StringType, Optional: true},
		"env":               schema.MapAttribute{ElementType: types.StringType, Optional: true},
		"network_volumes":   networkVolumes(),
		"status":            schema.StringAttribute{Computed: true},
		"cost":              schema.Float64Attribute{Computed: true},
		"created_at":        schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"data_center_id":    schema.StringAttribute{Computed: true, PlanModifiers: kept},
	}}
}

func (r *podResource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if given, ok := request.ProviderData.(*api); ok {
		r.api = given
	}
}

func (r *podResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan podModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	body := plan.changeable(ctx)
	gpu := map[string]any{"id": plan.GPUTypeID.ValueString(), "count": plan.GPUCount.ValueInt64()}
	if !plan.MinCudaVersion.IsNull() {
		gpu["minCudaVersion"] = plan.MinCudaVersion.ValueString()
	}
	body["gpu"] = gpu
	if !plan.Cloud.IsNull() {
		body["cloud"] = plan.Cloud.ValueString()
	}
	if !plan.DataCenterIDs.IsNull() {
		body["dataCenterIds"] = texts(ctx, plan.DataCenterIDs)
	}
	var made podAnswer
	if err := r.api.call(ctx, "POST", "/pods", body, &made); err != nil {
		response.Diagnostics.AddError("The pod "+plan.Name.ValueString()+" was not created", err.Error())
		return
	}
	plan.observe(&made)
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *podResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state podModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	var seen podAnswer
	err := r.api.call(ctx, "GET", "/pods/"+state.ID.ValueString(), nil, &seen)
	var refused *problem
	if errors.As(err, &refused) && refused.isMissing() {
		response.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		response.Diagnostics.AddError("The pod could not be read", err.Error())
		return
	}
	state.observe(&seen)
	state.Name, state.Image = types.StringValue(seen.Name), types.StringValue(seen.Image)
	state.Disk, state.Cloud = types.Int64Value(seen.Disk), types.StringValue(seen.Cloud)
	state.GlobalNetworking = types.BoolValue(seen.GlobalNetworking.Enabled)
	if seen.GPU != nil {
		state.GPUTypeID, state.GPUCount = types.StringValue(seen.GPU.ID), types.Int64Value(seen.GPU.Count)
	}
	ports, problems := types.ListValueFrom(ctx, types.StringType, seen.Ports)
	response.Diagnostics.Append(problems...)
	state.Ports = ports
	state.NetworkVolumes = nil
	for _, network := range seen.Mounts.Network {
		state.NetworkVolumes = append(state.NetworkVolumes, mount{types.StringValue(network.VolumeID), types.StringValue(network.Path)})
	}
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

func (r *podResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan podModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	var seen podAnswer
	if err := r.api.call(ctx, "PATCH", "/pods/"+plan.ID.ValueString(), plan.changeable(ctx), &seen); err != nil {
		response.Diagnostics.AddError("The pod was not changed", err.Error())
		return
	}
	plan.observe(&seen)
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *podResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state podModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	err := r.api.call(ctx, "DELETE", "/pods/"+state.ID.ValueString(), nil, nil)
	var refused *problem
	if err != nil && !(errors.As(err, &refused) && refused.isMissing()) {
		response.Diagnostics.AddError("The pod was not terminated", err.Error())
	}
}

func (*podResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

func (m *podModel) changeable(ctx context.Context) map[string]any {
	body := map[string]any{"name": m.Name.ValueString(), "image": m.Image.ValueString(), "globalNetworking": m.GlobalNetworking.ValueBool()}
	if !m.Disk.IsNull() {
		body["disk"] = m.Disk.ValueInt64()
	}
	if !m.Registry.IsNull() {
		body["registry"] = m.Registry.ValueString()
	}
	addContainer(ctx, body, m.Ports, m.Env, m.NetworkVolumes)
	return body
}

func (m *podModel) observe(seen *podAnswer) {
	m.ID, m.Status = types.StringValue(seen.ID), types.StringValue(seen.Status)
	m.Cost, m.CreatedAt = types.Float64Value(seen.Cost), types.StringValue(seen.CreatedAt)
	m.DataCenterID = types.StringPointerValue(seen.DataCenterID)
}

// addContainer adds what pods and clusters have alike.
func addContainer(ctx context.Context, body map[string]any, ports types.List, env types.Map, volumes []mount) {
	if !ports.IsNull() {
		body["ports"] = texts(ctx, ports)
	}
	if !env.IsNull() {
		values := map[string]string{}
		env.ElementsAs(ctx, &values, false)
		body["env"] = values
	}
	if len(volumes) > 0 {
		mounts := []map[string]string{}
		for _, volume := range volumes {
			mounts = append(mounts, map[string]string{"volumeId": volume.VolumeID.ValueString(), "path": volume.Path.ValueString()})
		}
		body["mounts"] = map[string]any{"network": mounts}
	}
}

func texts(ctx context.Context, list types.List) []string {
	values := []string{}
	list.ElementsAs(ctx, &values, false)
	return values
}

func networkVolumes(modifiers ...planmodifier.List) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{Optional: true, PlanModifiers: modifiers, NestedObject: schema.NestedAttributeObject{
		Attributes: map[string]schema.Attribute{
			"volume_id": schema.StringAttribute{Required: true},
			"path":      schema.StringAttribute{Required: true},
		}}}
}
